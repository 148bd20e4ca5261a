import wagtail.fields
from django.db import migrations
from wagtail.blocks.migrations.migrate_operation import MigrateStreamData
from wagtail.blocks.migrations.operations import RenameStructChildrenOperation


class Migration(migrations.Migration):

    dependencies = [
        ('knowledge', '0005_tool_guides_and_statements'),
    ]

    operations = [
        MigrateStreamData(
            app_name='knowledge',
            model_name='toolguidepage',
            field_name='rules',
            operations_and_block_paths=[
                (RenameStructChildrenOperation(old_name='owner', new_name='keeper'), 'rule'),
            ],
        ),
        migrations.AlterField(
            model_name='toolguidepage',
            name='rules',
            field=wagtail.fields.StreamField([('rule', 10)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'As someone would say it: “You want to know something today, from one colleague”.', 'label': 'Situation of work', 'max_length': 150}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Tool', 'max_length': 80}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'Why', 'max_length': 300}), 3: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page that leads there', 'required': False}), 4: ('wagtail.blocks.URLBlock', (), {'label': 'Or its address', 'required': False}), 5: ('knowledge.blocks.FitsBlock', ['for'], {}), 6: ('knowledge.blocks.FitsBlock', ['what'], {}), 7: ('knowledge.blocks.FitsBlock', ['long'], {}), 8: ('wagtail.snippets.blocks.SnippetChooserBlock', ('directory.Person',), {'label': 'Owner'}), 9: ('wagtail.blocks.DateBlock', (), {'label': 'Checked on'}), 10: ('wagtail.blocks.StructBlock', [[('situation', 0), ('tool', 1), ('why', 2), ('page', 3), ('url', 4), ('for_whom', 5), ('what_kind', 6), ('how_long', 7), ('keeper', 8), ('checked_on', 9)]], {})}, verbose_name='rules'),
        ),
    ]
