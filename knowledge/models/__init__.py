from knowledge.models.index import KnowledgeIndexPage
from knowledge.models.procedure import ProcedurePage
from knowledge.models.section import SectionPage
from knowledge.models.statement import StatementPage
from knowledge.models.tool_guide import ToolGuidePage

__all__ = ["KnowledgeIndexPage", "ProcedurePage", "SectionPage", "StatementPage", "ToolGuidePage"]
