// The library: dropping files, following jobs, filters that act when they change.
"use strict";

const drop = $("drop");
const jobs = $("jobs");

for (const name of ["dragenter", "dragover"]) {
  document.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) drop.classList.remove("over");
});
document.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  if (event.dataTransfer.files.length) upload([...event.dataTransfer.files]);
});
$("files").addEventListener("change", (event) => {
  if (event.target.files.length) upload([...event.target.files]);
  event.target.value = "";
});

/** A line of the list of jobs: a name, a bar, a state, a way to cancel. */
function line(files) {
  const name = files.length === 1 ? files[0].name : `${files[0].name} +${files.length - 1}`;
  const bar = make("progress", { max: "1", value: "0", "aria-label": name });
  const state = make("span", { class: "state-text" }, t("uploading"));
  const cancel = make("button", { type: "button" }, t("cancel"));
  const item = make("li", {}, make("strong", {}, name), bar, state, cancel);
  jobs.prepend(item);
  return { item, bar, state, cancel };
}

/** Jobs that are not finished yet, of whoever started them. */
async function resume() {
  const { items } = await ask("/v1/jobs?limit=20");
  for (const job of items.filter((each) => each.state === "queued" || each.state === "running")) {
    const { files } = await ask(`/v1/jobs/${job.id}`);
    follow(job.id, line(files));
  }
}

/** Uploads files as one job; XMLHttpRequest, because fetch tells no progress of an upload. */
function upload(files) {
  const shown = line(files);
  const body = new FormData();
  for (const file of files) body.append("files", file, file.name);
  const request = new XMLHttpRequest();
  request.open("POST", "/v1/jobs");
  request.setRequestHeader("Accept-Language", document.documentElement.lang);
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) shown.bar.value = (event.loaded / event.total) * 0.5;
  });
  request.addEventListener("load", () => {
    const data = JSON.parse(request.responseText || "{}");
    if (request.status === 202) follow(data.id, shown);
    else fail(shown, data.detail || request.statusText);
  });
  request.addEventListener("error", () => fail(shown, t("failed")));
  shown.cancel.onclick = () => {
    request.abort();
    fail(shown, t("cancelled"));
  };
  request.send(body);
}

function fail(shown, message) {
  shown.item.classList.add("failed");
  shown.state.textContent = message;
  shown.bar.remove();
  shown.cancel.remove();
}

/** Asks for a job until it ends. */
async function follow(id, shown) {
  shown.cancel.onclick = () => ask(`/v1/jobs/${id}`, { method: "DELETE" }).catch((error) => toast(error.message));
  try {
    for (;;) {
      const job = await ask(`/v1/jobs/${id}`);
      const ended = job.done + job.failed;
      shown.bar.value = 0.5 + (ended / job.total) * 0.5;
      shown.state.textContent = `${t("reading")} ${ended}/${job.total}`;
      if (job.state === "done" || job.state === "cancelled") return finish(job, shown);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  } catch (error) {
    fail(shown, error.message);
  }
}

function finish(job, shown) {
  const chinese = document.documentElement.lang.startsWith("zh");
  const errors = job.files.flatMap((file) => file.errors.map((error) => (chinese ? error.reason_zh : error.reason)));
  const reports = job.files.flatMap((file) => file.reports);
  shown.bar.remove();
  shown.cancel.remove();
  shown.state.textContent = job.state === "cancelled" ? t("cancelled") : `${t("done")} ${job.done}/${job.total}`;
  for (const report of reports.slice(0, 5)) {
    shown.item.append(make("a", { href: `/reports/${encodeURIComponent(report)}` }, t("report")));
  }
  for (const error of errors) shown.item.append(make("small", { class: "error" }, error));
  if (!errors.length && reports.length === 1 && job.total === 1) location.href = `/reports/${encodeURIComponent(reports[0])}`;
  else if (!errors.length) location.reload();
}

for (const select of document.querySelectorAll("#filters select")) {
  select.addEventListener("change", () => $("filters").requestSubmit());
}
resume().catch((error) => toast(error.message));
keys["/"] = () => document.querySelector("#filters input").focus();
