"""What findings say, in Chinese and English, and what each rule is about."""

from __future__ import annotations

RULES: dict[str, dict[str, str]] = {
    "gap": {"en": "a gap is the difference of the two figures", "zh": "差距应为两数之差"},
    "change": {"en": "a change is the difference of two periods", "zh": "增减应为两期之差"},
    "growth": {"en": "growth agrees with the two levels", "zh": "增速应与两期水平相符"},
    "increase": {"en": "an increase agrees with level and growth", "zh": "增加额应与水平和增速相符"},
    "average": {"en": "average growth agrees with the years' growth", "zh": "平均增速应与各年增速相符"},
    "sum": {"en": "the parts sum to the whole", "zh": "各部分之和应为总量"},
    "structure": {"en": "a structure agrees with its parts", "zh": "结构比应与各部分相符"},
    "structure_sum": {"en": "a structure sums to 100", "zh": "结构比之和应为 100"},
    "share": {"en": "a share is the part divided by the whole", "zh": "比重应为部分与总量之比"},
    "completion": {"en": "a completion is the result divided by the target", "zh": "完成度应为完成数与目标数之比"},
    "ratio": {"en": "a ratio is what it is defined as", "zh": "比率应与其定义相符"},
    "count": {"en": "a rate is the count divided by the group", "zh": "比率应为个数与总数之比"},
    "budget": {"en": "a budget's total is the sum of its items", "zh": "预算总量应为各项之和"},
    "balance": {"en": "a balance is sources less uses", "zh": "结余应为收入总量与支出总量之差"},
    "contribution": {"en": "a contribution agrees with share and growth", "zh": "拉动和贡献率应与占比和增速相符"},
    "part": {"en": "a part does not exceed its whole", "zh": "部分不应大于总量"},
    "mean": {"en": "a whole grows as its parts do", "zh": "总量增速应在各部分增速之间"},
    "phrase_share": {"en": "a percentage agrees with the amounts before it", "zh": "百分比应与前面两数相符"},
    "phrase_growth": {"en": "growth agrees with the amounts before it", "zh": "增速应与前面两数相符"},
    "rank": {"en": "the fastest of a region is not slower than the region", "zh": "增速居首者不应低于所在地区"},
    "prior": {"en": "growth agrees with last year's report", "zh": "增速应与上年报告相符"},
    "restated": {"en": "two reports state one figure alike", "zh": "两份报告中的同一数据应相同"},
    "target": {"en": "a completion agrees with last year's target", "zh": "完成度应与上年报告的目标相符"},
}
"""The rules by their stable ids."""

SENTENCES: dict[str, dict[str, str]] = {
    "between": {
        "en": "{name} is printed as {found}, but {formula} gives {low} to {high}{unit}",
        "zh": "{name}写作 {found}，而由 {formula} 应在 {low} 至 {high}{unit} 之间",
    },
    "most": {
        "en": "{name} is printed as {found}, but cannot exceed {high}{unit} ({formula})",
        "zh": "{name}写作 {found}，不应大于 {high}{unit}（{formula}）",
    },
    "least": {
        "en": "{name} is printed as {found}, but cannot be below {low}{unit} ({formula})",
        "zh": "{name}写作 {found}，不应小于 {low}{unit}（{formula}）",
    },
    "slip": {
        "en": "; that is a factor of {factor}: a slip of the unit or the decimal point",
        "zh": "，相差 {factor} 倍，疑为单位或小数点之误",
    },
    "end": {"en": ".", "zh": "。"},
}

ASPECTS: dict[str, dict[str, str]] = {
    "growth": {"en": "growth of ", "zh": "增速"},
    "level": {"en": "", "zh": ""},
}
