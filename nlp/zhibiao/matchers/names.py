"""Names of organizations and projects (ORG, PROJECT), as section 2 of the annotation guidelines defines them."""

from __future__ import annotations

from zhibiao.analysis import Analysis, Match
from zhibiao.knowledge.names import Names
from zhibiao.matchers.name_context import Reading, merge
from zhibiao.matchers.organizations import find_organizations
from zhibiao.matchers.projects import find_projects


def match_names(analysis: Analysis, names: Names) -> list[Match]:
    """The ORG and PROJECT matches of ``analysis``, sorted by start, longer first. An ORG may lie inside a PROJECT;
    otherwise none overlaps another of its type. Reads the text, its words and tags, and the REGION matches if there
    are any; changes nothing."""
    reading = Reading(analysis, names)
    found = find_organizations(reading) + find_projects(reading)
    return merge(found)
