"""Every text that the command line shows, in Chinese and English, and the choice between them."""

from __future__ import annotations

import os
import sys
from typing import Literal

Lang = Literal["zh", "en"]

TEXTS: dict[str, dict[Lang, str]] = {
    "app": {
        "en": "Indicator records from Chinese government reports, every field grounded in the text.",
        "zh": "从中国政府报告中提取指标记录，每个字段都能回到原文。",
    },
    "extract": {
        "en": "Extract the indicator records of reports.",
        "zh": "提取报告中的指标记录。",
    },
    "evaluate": {
        "en": "Score the extraction against annotated reports.",
        "zh": "用标注过的报告评测提取结果。",
    },
    "serve": {
        "en": "Serve HTTP for programs and the review page for people.",
        "zh": "启动服务：供程序使用的 HTTP 接口和供人校对的网页。",
    },
    "serve_store": {
        "en": "The store of reports; made where there is none. Jobs and reviews stand beside it.",
        "zh": "报告库；不存在时新建。任务和校对记录存放在它旁边。",
    },
    "serve_host": {
        "en": "The address to listen on; one that others can reach needs --token.",
        "zh": "监听地址；可被他人访问的地址需要 --token。",
    },
    "serve_port": {"en": "The port; 0 takes a free one.", "zh": "端口；0 表示任选空闲端口。"},
    "serve_token": {
        "en": "The token that clients must show; better given as ZHIBIAO_TOKEN, which no list of processes shows.",
        "zh": "客户端须出示的令牌；最好用环境变量 ZHIBIAO_TOKEN 给出，以免出现在进程列表中。",
    },
    "serve_insecure": {
        "en": "Listen on an address that others can reach without a token.",
        "zh": "在可被他人访问的地址上不设令牌。",
    },
    "serve_workers": {
        "en": "Processes that extract; 0: one a core, at least 2.",
        "zh": "提取进程数；0 表示每核一个，至少 2 个。",
    },
    "serve_max_body": {"en": "Refuse requests of more megabytes.", "zh": "拒绝超过此大小（MB）的请求。"},
    "serve_max_time": {"en": "Refuse files that take more seconds to extract.", "zh": "拒绝提取时间超过此秒数的文件。"},
    "serve_max_waiting": {"en": "Refuse requests while so many wait.", "zh": "等待的请求达到此数时拒绝新请求。"},
    "serve_rate": {"en": "Requests a minute of one client; 0: any.", "zh": "每个客户端每分钟的请求数；0 表示不限。"},
    "serve_max_jobs": {"en": "Unfinished jobs of one client.", "zh": "每个客户端未完成任务的上限。"},
    "serving": {
        "en": "listening on {url} (store {store}); Ctrl-C stops it",
        "zh": "服务地址：{url}（库：{store}）；按 Ctrl-C 停止",
    },
    "audit": {
        "en": "Find figures of reports that contradict each other. Exit code 0: none, 1: some, 2: a file failed.",
        "zh": "查找报告中互相矛盾的数据。退出码 0：没有；1：有；2：文件读取失败。",
    },
    "audit.store": {
        "en": "Audit the reports of this store, and those of one region against each other.",
        "zh": "核对此库中的报告，并对同一地区的报告相互核对。",
    },
    "audit.either": {"en": "give files or a store, one of them", "zh": "请给出文件或库，二者之一"},
    "strict": {
        "en": "Show what rounding in several steps may explain, too, as warnings.",
        "zh": "同时以警告列出可能由多次四舍五入造成的差异。",
    },
    "derived": {
        "en": "Add the facts that figures imply and the report does not print.",
        "zh": "加上可由数据推算、报告没有写出的记录。",
    },
    "audit.summary": {
        "en": "{findings} findings in {reports} reports; {checked} of {records} records are in an equation",
        "zh": "{reports} 份报告，发现 {findings} 处矛盾；{records} 条记录中 {checked} 条可由算式核对",
    },
    "severity.error": {"en": "error", "zh": "错误"},
    "severity.warning": {"en": "warning", "zh": "警告"},
    "column.formula": {"en": "formula", "zh": "算式"},
    "files": {
        "en": "Reports as PDF, DOCX, HTML, Markdown, text or a ZIP of these; - for standard input.",
        "zh": "PDF、DOCX、HTML、Markdown、文本格式的报告，或其 ZIP 压缩包；- 表示标准输入。",
    },
    "encoding": {
        "en": "The encoding of text and HTML files, instead of the one detected.",
        "zh": "文本和 HTML 文件的编码，代替自动识别的结果。",
    },
    "max_size": {"en": "Refuse files of more megabytes.", "zh": "拒绝超过此大小（MB）的文件。"},
    "max_pages": {"en": "Refuse PDF files of more pages.", "zh": "拒绝超过此页数的 PDF。"},
    "max_seconds": {
        "en": "Refuse files that take more seconds to read.",
        "zh": "拒绝读取时间超过此秒数的文件。",
    },
    "max_unpacked": {
        "en": "Refuse archives and DOCX files that unpack to more megabytes.",
        "zh": "拒绝解压后超过此大小（MB）的压缩包和 DOCX。",
    },
    "max_ratio": {
        "en": "Refuse archives with a file more times larger than packed.",
        "zh": "拒绝压缩比超过此倍数的压缩包。",
    },
    "max_members": {"en": "Refuse archives of more files.", "zh": "拒绝文件数超过此值的压缩包。"},
    "max_depth": {
        "en": "Refuse archives within more archives; 1 is an archive of files.",
        "zh": "拒绝嵌套层数超过此值的压缩包；1 表示不含压缩包的压缩包。",
    },
    "unread_pages": {
        "en": "{name}: page {pages}: a picture without text, not read; run OCR first to have it",
        "zh": "{name}：第 {pages} 页是没有文字的图片，未读取；如需其内容请先做文字识别",
    },
    "folders": {
        "en": "Annotated reports, or folders of them.",
        "zh": "标注过的报告，或存放它们的文件夹。",
    },
    "format": {"en": "How to print the result.", "zh": "输出格式。"},
    "region": {
        "en": "The report's region, instead of the one inferred.",
        "zh": "报告所属地区，代替自动判断的结果。",
    },
    "year": {
        "en": "The year the report looks back on, instead of the one inferred.",
        "zh": "报告所回顾的年份，代替自动判断的结果。",
    },
    "model": {"en": "A model directory of your own.", "zh": "自己的模型目录。"},
    "dictionary": {
        "en": "A jieba user dictionary; may be given several times.",
        "zh": "jieba 用户词典，可多次给出。",
    },
    "output": {"en": "Write to this file.", "zh": "写入此文件。"},
    "errors": {
        "en": "Show up to so many rows of each kind of error.",
        "zh": "每类错误最多显示多少行。",
    },
    "batch": {
        "en": "Read thousands of reports into a store; what it has already is skipped.",
        "zh": "把成千上万份报告读入库中；库中已有的跳过。",
    },
    "paths": {
        "en": "Files, folders, globs, ZIP archives; with zhibiao[cluster] also URLs such as s3://bucket/reports.",
        "zh": "文件、文件夹、通配符、ZIP 压缩包；装有 zhibiao[cluster] 时也可为 s3://bucket/reports 等 URL。",
    },
    "store": {"en": "The store: a DuckDB file.", "zh": "库：一个 DuckDB 文件。"},
    "workers": {
        "en": "Number of processes; 0: one a core.",
        "zh": "进程数；0 表示每核一个。",
    },
    "include": {
        "en": "In folders take only files like this; may be given several times.",
        "zh": "文件夹中只取与此匹配的文件，可多次给出。",
    },
    "retry_failed": {"en": "Try again what failed before.", "zh": "重试之前失败的报告。"},
    "dry_run": {"en": "Only show what would be read.", "zh": "只显示将要读取的文件。"},
    "json": {"en": "Print the result as JSON.", "zh": "以 JSON 输出结果。"},
    "snapshot": {
        "en": "Publish a copy for readers here, every half minute and at the end.",
        "zh": "每半分钟及结束时在此发布一份供读取的副本。",
    },
    "scheduler": {
        "en": "Address of a Dask scheduler, whose workers read the files (zhibiao[cluster]).",
        "zh": "Dask 调度器的地址，由其工作进程读取文件（zhibiao[cluster]）。",
    },
    "reason.new": {"en": "new", "zh": "新增"},
    "reason.changed": {"en": "changed", "zh": "已改动"},
    "reason.again": {"en": "again", "zh": "重读"},
    "reason.retry": {"en": "retry", "zh": "重试"},
    "reason.done": {"en": "done", "zh": "已完成"},
    "reason.failed": {"en": "failed before", "zh": "曾失败"},
    "reason.unreadable": {"en": "unreadable", "zh": "无法读取"},
    "comma": {"en": ", ", "zh": "，"},
    "would": {"en": "{files} files: {totals}", "zh": "{files} 个文件：{totals}"},
    "failed": {"en": "{count} failed", "zh": "{count} 份失败"},
    "rate": {
        "en": "{reports} reports/s, {characters} characters/s",
        "zh": "每秒 {reports} 份、{characters} 字",
    },
    "more_failures": {
        "en": "{count} more failures: see the table failures of the store",
        "zh": "另有 {count} 份失败：见库中的 failures 表",
    },
    "batch_done": {
        "en": "{files} files: {reports} reports with {records} records stored, {skipped} skipped, {failed} failed, "
        "{failed_before} failed before; {seconds} s, {rate}",
        "zh": "{files} 个文件：存入 {reports} 份报告、{records} 条记录，跳过 {skipped}，失败 {failed}，"
        "曾失败 {failed_before}；用时 {seconds} 秒，{rate}",
    },
    "panel": {
        "en": "Print the panel of regions, years and indicators that a store holds.",
        "zh": "输出库中地区、年份、指标的面板数据。",
    },
    "find": {
        "en": "Find figures of an indicator, with their sentences.",
        "zh": "查找某指标的数据及其原句。",
    },
    "export": {
        "en": "Write the panel with its provenance to a file for other programs.",
        "zh": "把面板数据及其出处写成供其他程序使用的文件。",
    },
    "indicator": {
        "en": "Only this indicator: its name, another name of it, or its id; may be given several times.",
        "zh": "只要此指标：名称、别名或代码，可多次给出。",
    },
    "regions": {
        "en": "Only this region: its name or GB/T 2260 code; may be given several times.",
        "zh": "只要此地区：名称或 GB/T 2260 代码，可多次给出。",
    },
    "years": {
        "en": "Only this year, or years such as 2011..2016; may be given several times.",
        "zh": "只要此年份，或 2011..2016 这样的年份区间，可多次给出。",
    },
    "aspect": {"en": "Only levels or only growth.", "zh": "只要水平或只要增速。"},
    "relation": {
        "en": "Only figures that say this; panel shows values unless told otherwise.",
        "zh": "只要此类口径；panel 默认只显示数值本身。",
    },
    "status": {
        "en": "Only what happened or only what was aimed at; panel shows the former unless told otherwise.",
        "zh": "只要实际值或只要目标值；panel 默认显示实际值。",
    },
    "wide": {"en": "A column a year.", "zh": "每年一列。"},
    "all": {
        "en": "All records that claim a cell, the chosen one first.",
        "zh": "列出同一单元格的全部记录，选中的在前。",
    },
    "targets": {
        "en": "What was aimed at beside what was reached.",
        "zh": "目标与实际对照。",
    },
    "find_text": {"en": "An indicator, or a part of its name.", "zh": "指标，或其名称的一部分。"},
    "limit": {"en": "Show at most so many figures.", "zh": "最多显示多少条。"},
    "more_found": {
        "en": "only the first {count} are shown; --limit shows more",
        "zh": "只显示前 {count} 条；用 --limit 显示更多",
    },
    "exported_reports": {"en": "{count} reports written to {path}", "zh": "已将 {count} 份报告写入 {path}"},
    "import": {
        "en": "Make annotated reports, as evaluate reads them, of another program's annotations.",
        "zh": "把其他标注程序的结果转为 evaluate 可读的标注报告。",
    },
    "import_file": {
        "en": "The file that Label Studio, doccano or brat (.ann, beside its .txt) wrote, or Web Annotations.",
        "zh": "Label Studio、doccano、brat（.ann，旁边有 .txt）导出的文件，或 Web Annotation。",
    },
    "import_format": {"en": "The format of the file.", "zh": "文件格式。"},
    "import_text": {
        "en": "The text that Web Annotations are about.",
        "zh": "Web Annotation 所标注的文本。",
    },
    "import_output": {"en": "The folder that the reports are written into.", "zh": "写入报告的文件夹。"},
    "exported": {"en": "{count} rows written to {path}", "zh": "已将 {count} 行写入 {path}"},
    "left_out": {
        "en": "{count} rows left out: SDMX needs a code for indicator and region",
        "zh": "略去 {count} 行：SDMX 要求指标和地区有代码",
    },
    "page": {"en": ", page {page}", "zh": "，第 {page} 页"},
    "column.choice": {"en": "choice", "zh": "优先序"},
    "column.source": {"en": "source", "zh": "出处"},
    "column.target_value": {"en": "target", "zh": "目标"},
    "column.actual_value": {"en": "actual", "zh": "实际"},
    "column.difference": {"en": "difference", "zh": "差额"},
    "lang": {"en": "Language of messages: zh or en.", "zh": "提示语言：zh 或 en。"},
    "version": {"en": "Show the version and exit.", "zh": "显示版本后退出。"},
    "stdout": {"en": "standard output", "zh": "标准输出"},
    "written": {"en": "{count} records written to {path}", "zh": "已将 {count} 条记录写入 {path}"},
    "summary": {
        "en": "{name}: {region} {year} ({kind}), {records} records, {mentions} mentions",
        "zh": "{name}：{region} {year}（{kind}），{records} 条记录，{mentions} 处提及",
    },
    "none": {"en": "(no figures found)", "zh": "（没有找到数据）"},
    "unknown": {"en": "unknown", "zh": "未知"},
    "kind.plan": {"en": "plan report", "zh": "计划报告"},
    "kind.work": {"en": "work report", "zh": "政府工作报告"},
    "kind.communique": {"en": "statistical communiqué", "zh": "统计公报"},
    "kind.budget": {"en": "budget report", "zh": "预算报告"},
    "kind.other": {"en": "other", "zh": "其他"},
    "column.indicator": {"en": "indicator", "zh": "指标"},
    "column.value": {"en": "value", "zh": "数值"},
    "column.unit": {"en": "unit", "zh": "单位"},
    "column.says": {"en": "says", "zh": "口径"},
    "column.period": {"en": "period", "zh": "时期"},
    "column.region": {"en": "region", "zh": "地区"},
    "column.base": {"en": "base", "zh": "对比"},
    "says.level.value": {"en": "level", "zh": "水平"},
    "says.level.change": {"en": "change", "zh": "增减"},
    "says.level.gap": {"en": "gap", "zh": "差距"},
    "says.level.share": {"en": "share", "zh": "占比"},
    "says.level.rank": {"en": "rank", "zh": "位次"},
    "says.level.multiple": {"en": "multiple", "zh": "倍数"},
    "says.level.completion": {"en": "completion", "zh": "完成度"},
    "says.level.contribution": {"en": "contribution", "zh": "贡献"},
    "says.growth.value": {"en": "growth", "zh": "增速"},
    "says.growth.change": {"en": "growth change", "zh": "增速增减"},
    "says.growth.gap": {"en": "growth gap", "zh": "增速差距"},
    "says.growth.share": {"en": "growth share", "zh": "增速占比"},
    "says.growth.rank": {"en": "growth rank", "zh": "增速位次"},
    "says.growth.multiple": {"en": "growth multiple", "zh": "增速倍数"},
    "says.growth.completion": {"en": "growth completion", "zh": "增速完成度"},
    "says.growth.contribution": {"en": "contribution", "zh": "贡献"},
    "status.target": {"en": "target", "zh": "目标"},
    "status.derived": {"en": "derived", "zh": "推算"},
    "target": {"en": "target", "zh": "目标"},
    "score.layer": {"en": "layer", "zh": "层次"},
    "score.name": {"en": "name", "zh": "名称"},
    "score.precision": {"en": "precision", "zh": "准确率"},
    "score.recall": {"en": "recall", "zh": "召回率"},
    "score.f1": {"en": "F1", "zh": "F1"},
    "score.annotated": {"en": "annotated", "zh": "标注数"},
    "score.report": {"en": "report", "zh": "报告"},
    "score.mentions": {"en": "mentions", "zh": "提及"},
    "score.records": {"en": "records", "zh": "记录"},
    "score.fields": {"en": "fields", "zh": "字段"},
    "score.checks": {"en": "checks", "zh": "核对"},
    "score.rules": {"en": "rules", "zh": "规则"},
    "score.total": {"en": "all reports", "zh": "全部报告"},
    "score.constructions": {"en": "constructions", "zh": "句式"},
    "score.kinds": {"en": "kinds of report", "zh": "报告类型"},
    "score.kappa": {"en": "kappa", "zh": "kappa"},
    "score.agreement": {"en": "agreement", "zh": "一致性"},
    "score.better": {"en": "right now", "zh": "现已正确"},
    "score.worse": {"en": "wrong now", "zh": "现已错误"},
    "score.other": {
        "en": "not compared record by record (another text, or in one of the two only): {names}",
        "zh": "未逐条比较（文本不同，或只在其中一次评测中）：{names}",
    },
    "score.same": {"en": "no score changed", "zh": "得分没有变化"},
    "score.before": {"en": "before", "zh": "之前"},
    "score.after": {"en": "after", "zh": "现在"},
    "score.interval": {
        "en": "95 % intervals of all reports "
        "({resamples} resamples of sentences within each report, seed {seed}): {values}",
        "zh": "全部报告的 95% 置信区间（在每份报告内对句子重抽样 {resamples} 次，随机种子 {seed}）：{values}",
    },
    "score.below": {
        "en": "F1 of exact records is {f1:.4f}, below {limit}",
        "zh": "记录完全一致的 F1 为 {f1:.4f}，低于 {limit}",
    },
    "score.written": {"en": "report written to {path}", "zh": "已将评测报告写入 {path}"},
    "page.title": {"en": "Evaluation of zhibiao {version}", "zh": "zhibiao {version} 评测报告"},
    "page.overview": {"en": "Scores (F1)", "zh": "得分（F1）"},
    "page.details": {"en": "Details, all reports", "zh": "明细（全部报告）"},
    "page.baseline": {"en": "Since the baseline", "zh": "与基线相比"},
    "page.confusions": {"en": "Confusions", "zh": "混淆情况"},
    "page.confusions.note": {
        "en": "Rows: annotated. Columns: extracted.",
        "zh": "行：标注值。列：提取值。",
    },
    "page.errors": {"en": "Errors", "zh": "错误"},
    "page.none": {"en": "none", "zh": "无"},
    "page.field": {"en": "field", "zh": "字段"},
    "page.annotated": {"en": "annotated", "zh": "标注"},
    "page.extracted": {"en": "extracted", "zh": "提取"},
    "page.contents": {"en": "Contents", "zh": "目录"},
    "html": {
        "en": "Write a report with every error in its sentence to this file.",
        "zh": "将列出每处错误及其句子的 HTML 报告写入此文件。",
    },
    "baseline": {
        "en": "The JSON of an earlier evaluation: show what got better and worse.",
        "zh": "以往评测的 JSON 结果：显示改进与退步之处。",
    },
    "fail_under": {
        "en": "End with exit code 1 where F1 of exact records is below this.",
        "zh": "记录完全一致的 F1 低于此值时，以退出码 1 结束。",
    },
    "against": {
        "en": "Score the annotations of a second annotator in these folders instead of the extraction.",
        "zh": "不评测提取结果，而评测这些文件夹中第二位标注者的标注。",
    },
    "resamples": {
        "en": "Resamples for confidence intervals; 0 for none.",
        "zh": "计算置信区间的重抽样次数；0 表示不计算。",
    },
    "seed": {"en": "Seed of the resampling.", "zh": "重抽样的随机种子。"},
    "score.missed": {"en": "missed", "zh": "漏掉"},
    "score.extra": {"en": "extra", "zh": "多出"},
    "score.different": {"en": "different", "zh": "不同"},
}


def choose_language(arguments: list[str]) -> Lang:
    """The language that ``--lang`` asks for, else that of the locale: Chinese where it is zh, English otherwise."""
    for at, argument in enumerate(arguments):
        if argument == "--lang" and at + 1 < len(arguments):
            return "zh" if arguments[at + 1] == "zh" else "en"
        if argument.startswith("--lang="):
            return "zh" if argument == "--lang=zh" else "en"
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


class Speaker:
    """Says texts in one language."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang

    def __call__(self, key: str, **details: object) -> str:
        return TEXTS[key][self.lang].format(**details)


speaker = Speaker(choose_language(sys.argv[1:]))
"""The speaker of this process, in the language that its arguments and locale ask for."""
