// Before the page is drawn: the theme that was chosen here last; otherwise the system's.
"use strict";
const chosen = localStorage.getItem("zhibiao-theme");
if (chosen) document.documentElement.dataset.theme = chosen;
