"""One colleague who leaves a trace in every model that can hold one, mostly by what people do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.test import Client
from django_comments.models import CommentFlag
from django_tasks_db.models import DBTaskResult
from PIL import Image
from wagtail.admin.models import EditingSession, FormState
from wagtail.log_actions import log
from wagtail.models import APIToken, Comment, CommentReply, PageSubscription, UploadedFile, Workflow
from wagtail.users.models import UserProfile

from access.audit import record
from access.feed_keys import make_feed_key
from access.invitations import invite
from access.models import ApiToken, FeedKey, Role, Scope, User
from access.own_tokens import make_own_token
from access.roles import give_role
from access.tokens import make_token
from blog.models import BlogChange, BlogCowriter, BlogDelegate, EpisodeGuest, PodcastHost
from content.models import BrinkImage
from content.saving import save_page
from dialogue.models import (
    Appeal,
    BrinkComment,
    Case,
    CommentFile,
    Decision,
    Draft,
    DraftFile,
    KeptWords,
    Mention,
    Pause,
    Pin,
    Reaction,
)
from dialogue.services import edit_comment, report_comment
from directory.changing import change_person
from directory.models import (
    Absence,
    Duty,
    Experience,
    ImportRun,
    OutsideGroup,
    Person,
    PersonChange,
    PersonLink,
    PersonPhoto,
    Placement,
    ScimUser,
    SourceLink,
    SpokenLanguage,
    UnitChange,
    Workday,
)
from directory.outside_groups import put_in_groups
from directory.privacy.my_data import ask_for_archive
from directory.visibility import Level, set_visibility
from following.models import Declined, Follow, Visit
from following.sources import sources_for
from groups.models import (
    AskedPerson,
    DismissedTip,
    GroupEvent,
    HelpedToo,
    Idea,
    Poll,
    PollOption,
    PollVote,
    PostDraft,
    PostDraftFile,
    PostMove,
    SignUp,
    Skip,
)
from news.services import confirm_must_know
from notices.models import Announcement, Digest, Event, Mute, Notice, Preference
from search.models import SearchWeights, SilencedSynonym, SynonymRule
from search.recent import choose_memory, remember_search
from tests.factories.accounts import PASSWORD
from tests.factories.blog import BlogFactory, BlogPostFactory, EpisodeFactory, PodcastFactory
from tests.factories.dialogue import comment_on
from tests.factories.directory import PersonFactory, SourceFactory, SubjectFactory, UnitFactory
from tests.factories.files import DocumentFactory
from tests.factories.groups import GroupFactory, let_in, post_in
from tests.factories.news import MustKnowFactory
from tests.factories.pages import (
    EventPageFactory,
    NewsPageFactory,
    ProcedurePageFactory,
    SectionPageFactory,
    StatementPageFactory,
    ToolGuidePageFactory,
)
from tests.factories.rules import BestBetFactory, ExclusionFactory

# In no other word: in what someone is called, and in what they wrote.
NAME, WORDS = "zyxq", "vjkw"
PHONE, MOBILE = "+31881234599", "+31612345699"
NOW = datetime(2026, 11, 23, 9, 14, tzinfo=UTC)


@dataclass
class Planted:
    """The colleague, with the account and a browser, and a colleague who reads along."""

    person: Person
    user: User
    browser: Client
    other: User


def plant() -> Planted:
    """Return a colleague with a trace in every place that a planter knows."""
    planted = _arrive()
    for planter in PLANTERS:
        planter(planted)
    return planted


def _arrive() -> Planted:
    user = User.objects.create_user(
        NAME, f"{NAME}@lindewaard.example", PASSWORD, first_name=NAME.title(), last_name="Linde"
    )
    person = PersonFactory(
        user=user,
        name=f"{NAME.title()} Linde",
        sort_name=f"Linde, {NAME.title()}",
        slug=f"{NAME}-linde",
        nickname=f"{NAME}je",
        spoken_name=f"{NAME}-uh",
        pronouns=f"{NAME}/hen",
        job_title=f"{NAME}meester",
        room=NAME,
        email=f"{NAME}@lindewaard.example",
        phone=PHONE,
        mobile=MOBILE,
        extension="4599",
        contact_note=f"Bel {NAME} voor twaalf uur",
        ask_me_about=f"Alles over {NAME}",
        wants_to_learn=f"{NAME}en",
        started_on=date(2020, 1, 1),
    )
    other = User.objects.create_user("other", "other@lindewaard.example", PASSWORD)
    PersonFactory(user=other, name="Ander Mens")
    return Planted(person, User.objects.get(pk=user.pk), Client(HTTP_USER_AGENT=f"{NAME}-browser"), other)


def sign_in(planted: Planted) -> None:
    """A session, where it came from, and what the audit log says of it; a token for a machine as well."""
    answer = planted.browser.post("/login/", {"login": NAME, "password": PASSWORD})
    assert answer.status_code == 302
    EmailAddress.objects.get_or_create(user=planted.user, email=planted.user.email)
    address = EmailAddress.objects.get(user=planted.user)
    EmailConfirmation.objects.create(email_address=address, key=f"{NAME}-key", sent=NOW)
    Authenticator.objects.create(user=planted.user, type="totp", data={"secret": NAME})
    app = SocialApp.objects.create(provider="openid_connect", name="Elders", client_id="elders")
    account = SocialAccount.objects.create(
        user=planted.user, provider="elders", uid=NAME, extra_data={"name": NAME}
    )
    SocialToken.objects.create(app=app, account=account, token=NAME)


def have_an_account(planted: Planted) -> None:
    user = planted.user
    give_role(user, Role.EDITOR)
    user.user_permissions.add(Permission.objects.order_by("pk")[0])
    key: FeedKey = make_feed_key(user=user, purpose="news", now=NOW)
    assert key.pk
    invited = User.objects.create_user("invited", "invited@lindewaard.example")
    invitation = invite(actor=None, user=invited, now=NOW)
    invitation.invited_by = user
    invitation.save()
    profile = UserProfile.get_for_user(user)
    profile.avatar.save(f"{NAME}.png", ContentFile(picture()))
    profile.dismissibles = {NAME: True}
    profile.save()
    make_own_token(user=user, name=NAME, days=30, now=NOW)
    choose_memory(user=user, is_on=True, now=NOW)
    remember_search(user=user, text=f"{NAME} verlof", now=NOW)
    APIToken.objects.create(user=user, name=NAME, key_hash="0" * 64, prefix="abc")
    administrator = User.objects.create_superuser("machinist", "machinist@lindewaard.example", PASSWORD)
    make_token(actor=administrator, name="Machine", scopes=[ApiToken.Scope.SCIM], now=NOW)
    ApiToken.objects.update(made_by=user)


def work_in_the_background(planted: Planted) -> None:
    DBTaskResult.objects.create(
        args_kwargs={"args": [planted.user.email, "nl"], "kwargs": {}},
        task_path="access.tasks.send_reset_link",
        backend_name="default",
        run_after=NOW,
        status="FAILED",
        finished_at=NOW,
        exception_class_path="smtplib.SMTPRecipientsRefused",
        traceback=f"SMTPRecipientsRefused: {planted.user.email}",
        return_value=None,
    )
    kind = ContentType.objects.get_for_model(Person)
    own = {"user": planted.user, "content_type": kind, "object_id": "1"}
    EditingSession.objects.create(**own, last_seen_at=NOW)
    FormState.objects.create(**own, data=NAME, parent_object_id="", last_updated_at=NOW)


def be_listed(planted: Planted) -> None:
    person, user = planted.person, planted.user
    person.subjects.add(SubjectFactory())
    person.duties.add(Duty.objects.create(slug="bhv", name_nl="BHV"))
    Placement.objects.create(person=person, unit=UnitFactory(), job_title=f"{NAME}hulp")
    Workday.objects.create(person=person, weekday=1)
    Absence.objects.create(person=person, starts_on=NOW.date())
    Absence.objects.create(person=planted.other.person, starts_on=NOW.date(), stand_in=person)
    SpokenLanguage.objects.create(person=person, code="fy")
    Experience.objects.create(person=person, title=f"De {NAME}brug", where=NAME)
    PersonLink.objects.create(person=person, label=NAME, url=f"https://{NAME}.example/")
    photo = PersonPhoto(person=person, digest="abc", changed_at=NOW)
    photo.original.save(f"{NAME}.jpg", ContentFile(picture()), save=False)
    photo.square.save(f"{NAME}-square.jpg", ContentFile(picture()), save=False)
    photo.save()
    set_visibility(actor=user, person=person, field="mobile", level=Level.UNIT, now=NOW)
    source = SourceFactory()
    SourceLink.objects.create(person=person, source=source, external_id=f"P-{NAME}")
    ScimUser.objects.create(
        person=person,
        user_name=user.email,
        user_name_key=user.email,
        external_id=f"S-{NAME}",
        display_name=person.name,
        given_name=NAME,
        email=user.email,
        phone=PHONE,
        mobile=MOBILE,
    )
    OutsideGroup.objects.create(name="Redacteuren elders", role=Role.WRITER)
    put_in_groups(person=person, names=["Redacteuren elders"], source=source, now=NOW)
    unit = UnitFactory(leader=person)
    unit.editors.add(person)
    UnitChange.objects.create(unit=unit, at=NOW, by=user, kind="led", before="", after=person.name)
    change_person(person=person, changes={"nickname": f"{NAME}tje"}, actor=user, now=NOW)
    record(actor=None, action="person.rejoined", thing=person, now=NOW)
    # What somebody else's profile says of them.
    change_person(person=planted.other.person, changes={"manager": person}, actor=None, now=NOW)
    PersonChange.objects.create(person=planted.other.person, at=NOW, by=user, field="room", after="1.01")
    ImportRun.objects.create(
        source=source, by=user, file_name="team.csv", started_at=NOW, finished_at=NOW, outcome="done"
    )


def talk(planted: Planted) -> None:
    page = NewsPageFactory()
    comment = comment_on(page, f"{WORDS} zeg ik", author=planted.user)
    edit_comment(editor=planted.user, comment=comment, text=f"{WORDS} bedoel ik", now=NOW)
    answer = comment_on(page, "Dat klopt.", author=planted.other, parent=comment)
    BrinkComment.objects.filter(pk=answer.pk).update(on_behalf_of=planted.person)
    report_comment(reporter=planted.user, comment=answer, reason=f"{WORDS} niet", now=NOW)
    report_comment(reporter=planted.other, comment=comment, reason="Onaardig.", now=NOW)
    CommentFlag.objects.create(user=planted.user, comment=answer, flag="like it")
    under = {"content_type": comment.content_type, "object_pk": comment.object_pk}
    draft = Draft.objects.create(
        **under, user=planted.user, form="post", text=f"{WORDS} denk ik", saved_at=NOW
    )
    chosen = DraftFile(draft=draft, name=f"{WORDS}.txt", size_bytes=5, description=WORDS)
    chosen.file.save("b.txt", ContentFile(b"Hallo"))
    Reaction.objects.create(**under, user=planted.user, comment=answer, kind="thanks", made_at=NOW)
    Pin.objects.create(**under, comment=answer, pinned_by=planted.user, pinned_at=NOW)
    Mention.objects.create(comment=answer, person=planted.person, made_at=NOW, is_reached=True)
    _be_moderated(planted, comment)
    Case.objects.update_or_create(comment=answer, defaults={"claimed_by": planted.user, "claimed_at": NOW})
    file = CommentFile(comment=comment, name=f"{WORDS}.txt", size_bytes=5, description=WORDS)
    file.file.save("a.txt", ContentFile(b"Hallo"))
    # Written by the package, if anybody ever used its own form.
    BrinkComment.objects.filter(pk=comment.pk).update(
        user_name=NAME,
        user_email=planted.user.email,
        user_url=f"https://{NAME}.example/",
        ip_address="192.0.2.1",
    )


def follow_and_be_told(planted: Planted) -> None:
    mine, theirs = sources_for([("person", planted.person.pk), ("subject", 1)])
    Follow.objects.create(follower=planted.user, source=theirs, followed_at=NOW)
    Follow.objects.create(follower=planted.other, source=mine, followed_at=NOW)
    Declined.objects.create(owner=planted.user, source=theirs, declined_at=NOW)
    Visit.objects.create(visitor=planted.user, last_on=NOW.date())
    Preference.objects.create(user=planted.user, refused_address=planted.user.email, refused_at=NOW)
    Mute.objects.create(owner=planted.user, source=theirs, muted_at=NOW)
    announcement = Announcement.objects.create(
        page=NewsPageFactory(),
        sender=planted.user,
        reason="Het raakt iedereen.",
        receiver_count=2,
        sent_at=NOW,
    )
    event = Event.objects.create(
        kind=Event.Kind.ANNOUNCEMENT,
        key="announcement:1",
        actor=planted.user,
        announcement=announcement,
        scope=Scope.objects.everyone(),
        happened_at=NOW,
    )
    Notice.objects.create(event=event, receiver=planted.user, reason=Notice.Reason.AUDIENCE, made_at=NOW)
    Digest.objects.create(
        receiver=planted.user, due_on=NOW.date(), covers_from=NOW - timedelta(days=7), covers_until=NOW
    )


def gather(planted: Planted) -> None:
    """Found a group, write in it, come to an event, and be asked."""
    group = GroupFactory(founded_by=planted.user)
    let_in(group, planted.person, "host")
    post = post_in(group, "Wie helpt?", f"{WORDS} vraag ik", author=planted.user, kind="question")
    draft = PostDraft.objects.create(
        author=planted.user, group=group, kind="message", text=WORDS, saved_at=NOW
    )
    chosen = PostDraftFile(draft=draft, name=f"{WORDS}.txt", size_bytes=5, description=WORDS)
    chosen.file.save("c.txt", ContentFile(b"Hallo"))
    PostMove.objects.create(post=post, moved_by=planted.user, moved_at=NOW)
    AskedPerson.objects.create(
        question=post.question, person=planted.person, step="experts", asked_at=NOW, because="subject"
    )
    option = PollOption.objects.create(poll=Poll.objects.create(post=post), position=1, words="Ja")
    PollVote.objects.create(option=option, voter=planted.user, voted_at=NOW)
    Idea.objects.create(post=post, decided_by=planted.user, decided_at=NOW)
    event = GroupEvent.objects.create(post=post, starts_at=NOW, ends_at=LATER, time_zone="Europe/Amsterdam")
    SignUp.objects.create(event=event, person=planted.person, state="comes", signed_up_at=NOW)
    HelpedToo.objects.create(answer=post.words, reader=planted.user, said_at=NOW)
    DismissedTip.objects.create(host=planted.user, name="first_reply", dismissed_at=NOW)
    Skip.objects.create(owner=planted.user, subject=SubjectFactory(), until=LATER.date())


def _be_moderated(planted: Planted, comment: BrinkComment) -> None:
    about = {"comment": comment, "author": planted.user, "decided_by": planted.other, "decided_at": NOW}
    removal = Decision.objects.create(**about, kind="removed", reason="Dit kwetst.")
    KeptWords.objects.create(decision=removal, text=f"{WORDS} zei ik", until=LATER)
    Appeal.objects.create(decision=removal, text=f"{WORDS} vind ik", made_at=NOW)
    paused = Decision.objects.create(**about, kind="paused", reason="Even rust.")
    Pause.objects.create(
        user=planted.user, decision=paused, reason="Even rust.", began_at=NOW, until=NOW + timedelta(days=1)
    )


def look_after_pages(planted: Planted) -> None:
    person, user = planted.person, planted.user
    kept = {"keeper": person, "deputy": planted.other.person}
    news = NewsPageFactory(**kept, author=person, owner=user, locked=True, locked_by=user, locked_at=NOW)
    for make in (EventPageFactory, SectionPageFactory, StatementPageFactory, ToolGuidePageFactory):
        make(**kept)
    ProcedurePageFactory(**kept, contact=person)
    must_know = MustKnowFactory(keeper=person)
    confirm_must_know(user=user, must_know=must_know)
    save_page(reader=user, page_id=news.pk, now=NOW)
    BestBetFactory(keeper=person, changed_by=user)
    ExclusionFactory(thing=f"news-{news.pk}", changed_by=user, searches="elders")
    SynonymRule.objects.create(words="fiets, rijwiel", changed_by=user)
    SilencedSynonym.objects.create(line="auto, wagen", changed_by=user)
    PageSubscription.objects.create(user=user, page=news, comment_notifications=True)
    _write_in_the_admin(planted, news)
    _upload(user)
    SearchWeights.objects.create(why=f"{WORDS} beter", set_at=NOW, set_by=user)
    archive = ask_for_archive(user=user, now=NOW)
    assert archive.pk


def _write_in_the_admin(planted: Planted, news: Any) -> None:  # Any: a page
    user = planted.user
    news.locked = False
    note = Comment(user=user, text=f"{WORDS}?", contentpath="title")
    note.replies.add(CommentReply(user=user, text=f"{WORDS}!"))
    news.wagtail_admin_comments.add(note)
    news.save()
    news.save_revision(user=user, log_action=True)
    workflow = Workflow.objects.get()
    state = workflow.start(news, user)
    task = state.current_task_state
    task.approve(user=user, comment=f"{WORDS} goed")
    news.refresh_from_db()
    type(news).objects.filter(pk=news.pk).update(locked=True, locked_by=user, locked_at=NOW)
    log(instance=planted.person, action="wagtail.edit", user=planted.other, title=planted.person.name)
    log(instance=user, action="wagtail.edit", user=planted.other, data={"email": user.email})
    log(instance=news, action="wagtail.edit", user=planted.other, data={"mailed": user.email})


def _upload(user: User) -> None:
    file = ImageFile(BytesIO(picture()), name="foto.png")
    image = BrinkImage.objects.create(title=WORDS, file=file, uploaded_by_user=user)
    DocumentFactory(uploaded_by_user=user)
    EpisodeFactory(audio__uploaded_by_user=user)
    UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(image),
        file=ContentFile(NAME.encode(), name=f"{NAME}.txt"),
        uploaded_by_user=user,
    )


def blog_and_speak(planted: Planted) -> None:
    person, other = planted.person, planted.other.person
    blog, podcast = BlogFactory(keeper=person, deputy=other), PodcastFactory(keeper=person, deputy=other)
    BlogCowriter.objects.create(blog=blog, person=person)
    BlogDelegate.objects.create(blog=blog, person=person)
    BlogChange.objects.create(blog=blog, what="De kantine bleef open", asked_by=person, on=NOW.date())
    BlogPostFactory(parent=blog, title=f"Over {WORDS}", author=person, placed_by=person, keeper=person)
    BlogPostFactory(parent=blog, title="Samen", author=person, written_with=other)
    PodcastHost.objects.create(podcast=podcast, person=person)
    episode = EpisodeFactory(parent=podcast, keeper=person, deputy=other)
    EpisodeGuest.objects.create(episode=episode, person=person, role="gast")
    # Saved again, so that search knows who speaks in it.
    episode.save()


def picture() -> bytes:
    """Return a small picture."""
    file = BytesIO()
    Image.new("RGB", (8, 8), "green").save(file, "PNG")
    return file.getvalue()


PLANTERS: list[Callable[[Planted], None]] = [
    gather,
    sign_in,
    have_an_account,
    work_in_the_background,
    be_listed,
    talk,
    follow_and_be_told,
    look_after_pages,
    blog_and_speak,
]
LATER = NOW + timedelta(days=90)
