"""The handbook as a Word document."""

from wijk_ext.output.docx.render import render_docx
from wijk_ext.output.docx.template import TemplateError

__all__ = ["TemplateError", "render_docx"]
