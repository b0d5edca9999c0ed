"""Finds the templates: every module in this folder that declares a TEMPLATE; adding a file suffices."""

from importlib import import_module
from pkgutil import iter_modules

from domain.table import TableSpec
from loaders.template import Template


def _discover() -> tuple[Template, ...]:
    names = sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_"))
    found = [import_module(f"{__name__}.{name}").TEMPLATE for name in names]
    return tuple(sorted(found, key=lambda template: template.rank))


TEMPLATES: tuple[Template, ...] = _discover()


def template(template_id: str) -> Template | None:
    """Returns the template with this id, or None when there is none."""
    return next((found for found in TEMPLATES if found.template_id == template_id), None)


def tables() -> tuple[TableSpec, ...]:
    """Returns the fact tables of all templates."""
    return tuple(found.table for found in TEMPLATES)
