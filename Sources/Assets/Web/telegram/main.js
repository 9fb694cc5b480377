import { Agent } from "./agent.js";
import { Group } from "./group.js";
import { initials } from "./people.js";
import { language, texts } from "./texts.js";
import { TopicView } from "./topic_view.js";
import { TopicsView } from "./topics_view.js";

document.documentElement.lang = language;

const select = /** @type {HTMLSelectElement} */ (find("#agent"));
const group = new Group();
const agent = new Agent(select, render);
const topics = new TopicsView(find("#topics"), group, agent);
const topic = new TopicView(find("#topic"), group, agent);
find("label[for=agent]").textContent = texts.writingAs;

addEventListener("hashchange", render);
document.addEventListener("visibilitychange", render);
render();
void group.follow(render);

/** The thread id in the address, so that the browser's back button leads from a topic to the list. */
function selected() {
  const id = Number(location.hash.slice(1));
  return location.hash.length > 1 && group.topics.has(id) ? group.topics.get(id) : undefined;
}

function render() {
  const open = selected();
  document.body.classList.toggle("open", open !== undefined);
  const left = open === undefined ? topic.threadID : undefined;
  topic.render(open);
  if (open && !document.hidden) topics.markRead(open);
  topics.render(open?.thread_id);
  // Back from a topic on a narrow screen: the reader goes on where they were in the list.
  if (left !== undefined) /** @type {HTMLElement | null} */ (document.querySelector(`[data-thread="${left}"]`))?.focus();
  find("h1").textContent = group.title;
  find(".avatar.group").textContent = initials(group.title);
  find("#status").textContent = group.isConnected ? texts.topicCount(group.shown.length) : texts.connecting;
  document.title = (topics.unread > 0 ? `(${topics.unread}) ` : "") + (group.title || "Telegram");
}

/** @param {string} selector @returns {HTMLElement} */
function find(selector) {
  const found = document.querySelector(selector);
  if (found instanceof HTMLElement) return found;
  throw new Error(`the page has no ${selector}`);
}
