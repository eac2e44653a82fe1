"""Formulas as MathML, which browsers show and read out by themselves.

What Sphinx does, load MathJax from another host, no internal site can and our content security
policy forbids. The formula as the author wrote it stays in the page, for handbooks and for who
copies it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from docutils import nodes
from docutils.utils.math import MathError, unichar2tex
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

from wijk_ext.defaults import is_set
from wijk_ext.locale import gettext as _
from wijk_ext.messages import TYPE, Subtype

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.writers.html5 import HTML5Translator

RENDERER: Final = "mathml"
WRITTEN: Final = "application/x-tex"
"""The encoding of the annotation with the formula as it was written."""
_MATHJAX: Final = "mathjax"
_ALIGNED: Final = re.compile(r"\\(begin|end)\{(?:align|gather|multline|split|eqnarray)\*?\}")
_SINGLE: Final = re.compile(r"\\(?:begin|end)\{equation\*?\}")
"""Environments of amsmath that docutils knows under another name, or needs no name for."""
_logger = logging.getLogger(__name__)


def register(app: Sphinx) -> None:
    """Make MathML known to Sphinx."""
    app.add_html_math_renderer(RENDERER, (_visit_inline, None), (_visit_block, None))


def configure(app: Sphinx, config: Config) -> None:
    """Choose MathML where the project chose nothing else."""
    if is_set(config, "html_math_renderer"):
        return
    others = app.registry.html_inline_math_renderers.keys() - {RENDERER, _MATHJAX}
    wants_mathjax = "sphinx.ext.mathjax" in config.extensions or is_set(config, "mathjax_path")
    if not others and not wants_mathjax:
        config.html_math_renderer = RENDERER
    elif not others:
        config.html_math_renderer = _MATHJAX
    elif len(others) == 1:
        config.html_math_renderer = others.pop()


def mathml(written: str, *, as_block: bool) -> str:
    """Return a formula of TeX as MathML. Raises MathError when it can't be made."""
    code = _ALIGNED.sub(r"\\\1{aligned}", _SINGLE.sub("", written))
    code = code.translate(unichar2tex.uni2tex_table)
    try:
        made = tex2mathml(code, as_block=as_block)
    except MathError:
        raise
    except Exception as error:
        # docutils stumbles over what stands where it does not expect it, such as a line end
        raise MathError(_("it can't be read")) from error
    opened, _bracket, rest = made.partition(">")
    content = rest.rpartition("</math>")[0]
    note = f'<annotation encoding="{WRITTEN}">{_escaped(written)}</annotation>'
    return f"{opened}><semantics><mrow>{content}</mrow>{note}</semantics></math>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _visit_inline(translator: HTML5Translator, node: nodes.math) -> None:
    body = translator.body
    body.append(translator.starttag(node, "span", "", CLASS="math notranslate nohighlight"))
    body.append(_formula(node, as_block=False))
    body.append("</span>")
    raise nodes.SkipNode


def _visit_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    body = translator.body
    body.append(translator.starttag(node, "div", CLASS="math notranslate nohighlight"))
    if node.get("number"):
        body.append(f'<span class="eqno">({get_node_equation_number(translator, node)})')
        translator.add_permalink_ref(node, _("Link to this formula"))
        body.append("</span>")
    body.append(_formula(node, as_block=True))
    body.append("</div>\n")
    raise nodes.SkipNode


def _formula(node: nodes.Element, *, as_block: bool) -> str:
    """Return a formula for in a page; as it was written where it can't be more."""
    written = node.astext()
    try:
        return mathml(written, as_block=as_block)
    except MathError as error:
        message = _("this formula can't be shown as one, so it stands there as TeX: {why}")
        _logger.warning(
            message.format(why=error), location=node, type=TYPE, subtype=Subtype.FORMULA.value
        )
        return f"<code>{_escaped(written)}</code>"
