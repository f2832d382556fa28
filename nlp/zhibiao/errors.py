"""Every error that zhibiao raises, and every text of one, in one place.

    ZhibiaoError
    ├── InputError      a report that cannot be read: missing, empty, not text, encrypted, too large, no Chinese
    ├── ModelError      a model directory or user dictionary with a broken row: names file, line and reason
    ├── UsageError      an option or argument that makes no sense
    ├── StoreError      a store of reports that cannot be opened: missing, held by another process, of a later program
    ├── ServiceError    a request that the service refuses: too large, too many, without token, not found
    └── ExchangeError   annotations of another program that cannot be read: names the place and the reason

Codes are stable; texts come in Chinese and English.
"""

from __future__ import annotations

MESSAGES: dict[str, dict[str, str]] = {
    "E101": {"en": "{path}: no such file", "zh": "{path}：文件不存在"},
    "E102": {"en": "{path}: the file is empty", "zh": "{path}：文件是空的"},
    "E103": {
        "en": "{path}: not a text file (byte {offset}: {reason})",
        "zh": "{path}：不是文本文件（第 {offset} 字节：{reason}）",
    },
    "E104": {
        "en": "{path}: not valid {encoding} at byte {offset}; name its encoding with --encoding",
        "zh": "{path}：第 {offset} 字节处不是有效的 {encoding}；请用 --encoding 指明编码",
    },
    "E105": {
        "en": "{path}: no Chinese text in it",
        "zh": "{path}：其中没有中文",
    },
    "E106": {
        "en": "{path}: line {line} has {length} characters, more than the limit of {limit}",
        "zh": "{path}：第 {line} 行有 {length} 个字符，超过上限 {limit}",
    },
    "E107": {"en": "{path}: cannot be read: {reason}", "zh": "{path}：无法读取：{reason}"},
    "E110": {
        "en": "{path}: {kind} files are not read; save it as PDF, DOCX, HTML or text",
        "zh": "{path}：不支持 {kind} 文件；请另存为 PDF、DOCX、HTML 或文本",
    },
    "E111": {
        "en": "{path}: an old Word file (.doc); save it as DOCX in Word or WPS, or run: soffice --convert-to docx FILE",
        "zh": "{path}：旧版 Word 文件（.doc）；请在 Word 或 WPS 中另存为 DOCX，或运行：soffice --convert-to docx 文件",
    },
    "E112": {
        "en": "{path}: encrypted; remove the password first",
        "zh": "{path}：文件已加密；请先去除密码",
    },
    "E113": {
        "en": "{path}: a broken or truncated {kind} file ({reason}); get it again",
        "zh": "{path}：{kind} 文件损坏或不完整（{reason}）；请重新获取",
    },
    "E114": {
        "en": "{path}: a scan without text ({pages} pages); run OCR first, for example: ocrmypdf -l chi_sim IN OUT",
        "zh": "{path}：没有文字的扫描件（{pages} 页）；请先做文字识别，例如：ocrmypdf -l chi_sim 输入 输出",
    },
    "E115": {
        "en": "{path}: the PDF's fonts do not say which characters they show ({share}% of them make no sense); "
        "run OCR first, for example: ocrmypdf --force-ocr -l chi_sim IN OUT",
        "zh": "{path}：PDF 的字体没有正确的文字编码（{share}% 的字符无意义）；"
        "请先做文字识别，例如：ocrmypdf --force-ocr -l chi_sim 输入 输出",
    },
    "E116": {
        "en": "{path}: {size} bytes, more than the limit of {limit}",
        "zh": "{path}：{size} 字节，超过上限 {limit}",
    },
    "E117": {
        "en": "{path}: {pages} pages, more than the limit of {limit}",
        "zh": "{path}：{pages} 页，超过上限 {limit}",
    },
    "E118": {
        "en": "{path}: an archive over the limit ({what}: {value}, at most {limit})",
        "zh": "{path}：压缩包超过上限（{what}：{value}，最多 {limit}）",
    },
    "E119": {
        "en": "{path}: reading takes longer than {limit} seconds",
        "zh": "{path}：读取时间超过 {limit} 秒",
    },
    "E120": {"en": "{path}: no report in it", "zh": "{path}：其中没有报告"},
    "E121": {
        "en": "{path}: the process that read it died ({reason}); perhaps too little memory",
        "zh": "{path}：读取它的进程意外终止（{reason}）；可能是内存不足",
    },
    "E122": {
        "en": "{path}: an error of the program ({kind}: {reason}); please report it",
        "zh": "{path}：程序出错（{kind}：{reason}）；请反馈此问题",
    },
    "E201": {"en": "{path}, line {line}: {reason}", "zh": "{path} 第 {line} 行：{reason}"},
    "E202": {"en": "{path}: {reason}", "zh": "{path}：{reason}"},
    "E301": {"en": "unknown region: {region}", "zh": "未知的地区：{region}"},
    "E302": {"en": "{option}: {reason}", "zh": "{option}：{reason}"},
    "E304": {
        "en": "{path}: {count} reports in one archive; take extract_all()",
        "zh": "{path}：压缩包中有 {count} 份报告；请使用 extract_all()",
    },
    "E303": {
        "en": "{feature} needs {package}: pip install 'zhibiao[{extra}]'",
        "zh": "{feature} 需要 {package}：pip install 'zhibiao[{extra}]'",
    },
    "E306": {
        "en": "this is a text, not the path of a file ({beginning}...); take extract_text()",
        "zh": "这是文本，不是文件路径（{beginning}……）；请使用 extract_text()",
    },
    "E305": {
        "en": "the worker has another model ({found}) than this process ({wanted}); install the same on both",
        "zh": "工作进程的模型（{found}）与本进程的（{wanted}）不同；请安装同一模型",
    },
    "E401": {
        "en": "{path}: no annotated report (a folder with report.txt, records.jsonl and mentions.jsonl) in it",
        "zh": "{path}：其中没有标注过的报告（含 report.txt、records.jsonl 和 mentions.jsonl 的文件夹）",
    },
    "E402": {"en": "{path}, line {line}: {reason}", "zh": "{path} 第 {line} 行：{reason}"},
    "E403": {
        "en": "{path}: not what zhibiao evaluate --format json gives ({reason})",
        "zh": "{path}：不是 zhibiao evaluate --format json 的结果（{reason}）",
    },
    "E404": {"en": "{path}: the report {name} is not annotated there", "zh": "{path}：其中没有报告 {name} 的标注"},
    "E405": {
        "en": "{path}: another text than that of the first annotator of {name}",
        "zh": "{path}：与 {name} 第一位标注者的报告文本不同",
    },
    "E406": {"en": "{path}: {reason}", "zh": "{path}：{reason}"},
    "E501": {
        "en": "{path}: no such store; zhibiao batch makes one",
        "zh": "{path}：没有这个库；用 zhibiao batch 建立",
    },
    "E502": {"en": "{path}: not a store of zhibiao ({reason})", "zh": "{path}：不是 zhibiao 的库（{reason}）"},
    "E503": {
        "en": "{path}: made by a later version of zhibiao (tables {found}, this program knows {known}); update zhibiao",
        "zh": "{path}：由更新版本的 zhibiao 建立（表结构 {found}，本程序支持到 {known}）；请升级 zhibiao",
    },
    "E504": {
        "en": "{path}: in use by another process ({holder}); try again when it has let go, or stop it",
        "zh": "{path}：正被另一个进程使用（{holder}）；请在其释放后重试，或先停止它",
    },
    "E506": {
        "en": "the worker processes die before they are ready ({reason})",
        "zh": "工作进程在就绪之前终止（{reason}）",
    },
    "E507": {
        "en": "{path}: another batch is at this store (PID {pid} on {host}, since {since}); let it finish, or stop it",
        "zh": "{path}：另一个批处理正在使用此库（{host} 上的进程 {pid}，始于 {since}）；请等它完成，或先停止它",
    },
    "E508": {
        "en": "{address}: no Dask scheduler with workers there, or it is lost ({reason}); run the batch again",
        "zh": "{address}：没有带工作进程的 Dask 调度器，或与其失去联系（{reason}）；请重新运行",
    },
    "E509": {
        "en": "{path}: cannot be written ({reason}); make room and run the batch again, it goes on",
        "zh": "{path}：无法写入（{reason}）；请腾出空间后重新运行，批处理会接着进行",
    },
    "E505": {"en": "{path}: no report {key} in it", "zh": "{path}：其中没有报告 {key}"},
    "E601": {
        "en": "the request has more than {limit} bytes, the limit of this service",
        "zh": "请求超过本服务的上限 {limit} 字节",
    },
    "E602": {
        "en": "more than {limit} requests a minute; try again in {wait} seconds",
        "zh": "每分钟请求超过 {limit} 次；请在 {wait} 秒后重试",
    },
    "E603": {
        "en": "the extraction takes longer than {limit} seconds, the limit of this service",
        "zh": "提取时间超过本服务的上限 {limit} 秒",
    },
    "E604": {"en": "{waiting} requests wait already; try again later", "zh": "已有 {waiting} 个请求在等待；请稍后重试"},
    "E605": {
        "en": "the process that read this report died (out of memory, or a fault in a library)",
        "zh": "读取此报告的进程意外终止（内存不足，或库中的错误）",
    },
    "E606": {
        "en": "{count} jobs of yours are not finished, the limit of this service; wait, or cancel one",
        "zh": "您有 {count} 个任务尚未完成，已达上限；请等待或取消其中之一",
    },
    "E607": {"en": "the service is not ready: {reason}", "zh": "服务尚未就绪：{reason}"},
    "E608": {
        "en": "a token is needed: Authorization: Bearer TOKEN",
        "zh": "需要令牌：Authorization: Bearer TOKEN",
    },
    "E609": {"en": "no such report: {name}", "zh": "没有这份报告：{name}"},
    "E610": {"en": "the job is {state} and cannot be cancelled", "zh": "任务状态为 {state}，无法取消"},
    "E611": {"en": "the job is {state}; its result comes when it is done", "zh": "任务状态为 {state}；完成后才有结果"},
    "E612": {
        "en": "a request from another site ({origin}) is refused",
        "zh": "拒绝来自其他网站的请求（{origin}）",
    },
    "E613": {
        "en": "--host {host}: others can reach this address; give --token (or ZHIBIAO_TOKEN), or --insecure for none",
        "zh": "--host {host}：此地址可被他人访问；请给出 --token（或 ZHIBIAO_TOKEN），确需无令牌时用 --insecure",
    },
    "E614": {"en": "the request makes no sense: {reason}", "zh": "请求有误：{reason}"},
    "E615": {"en": "not possible here: {what}", "zh": "无法完成：{what}"},
    "E616": {
        "en": "the store or its service file cannot be used: {reason}",
        "zh": "无法使用库或其服务文件：{reason}",
    },
    "E617": {"en": "--host {host} --port {port}: {reason}", "zh": "--host {host} --port {port}：{reason}"},
    "E618": {
        "en": "{media_type}: not taken here; send application/json or multipart/form-data",
        "zh": "{media_type}：此处不接受；请用 application/json 或 multipart/form-data",
    },
    "E619": {"en": "no such job: {name}", "zh": "没有这个任务：{name}"},
    "E620": {
        "en": "an error of the program ({kind}); the server's log has more",
        "zh": "程序错误（{kind}）；详见服务器日志",
    },
    "E621": {"en": "no such record or mention: {name}", "zh": "没有这条记录或提及：{name}"},
    "E622": {
        "en": "the file of this report is not there, or is no PDF",
        "zh": "没有此报告的文件，或文件不是 PDF",
    },
    "E701": {"en": "{where}: {reason}", "zh": "{where}：{reason}"},
}


class ZhibiaoError(Exception):
    """Base of all errors with a stable ``code`` and the ``details`` its text is made from."""

    def __init__(self, code: str, **details: object) -> None:
        self.code = code
        self.details = details
        super().__init__(self.text("en"))

    def text(self, lang: str) -> str:
        """The message in ``lang`` (``zh`` or ``en``), with its code in front."""
        return f"[{self.code}] " + MESSAGES[self.code][lang].format(**self.details)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.code, self.details)


def _rebuild(cls: type[ZhibiaoError], code: str, details: dict[str, object]) -> ZhibiaoError:
    return cls(code, **details)


class InputError(ZhibiaoError):
    """A report that cannot be read."""


class ModelError(ZhibiaoError):
    """A model directory or dictionary that cannot be used."""


class UsageError(ZhibiaoError):
    """An option or argument that makes no sense."""


class StoreError(ZhibiaoError):
    """A store of reports that cannot be opened, or has not what is asked for."""


class ServiceError(ZhibiaoError):
    """A request that the service refuses or cannot answer now."""


class ExchangeError(ZhibiaoError):
    """Annotations of another program that cannot be read."""
