// The page within the preview: a site with the widget, which is told how to look and reaches no server.
{
  const base = new URL(
    "../../", document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : location.href
  );
  const never = "2100-01-01T00:00:00Z";
  const limits = { file_bytes: 0, files: 0 };
  const chat = { id: "1", kind: "chat", status: "open", unread_count: 0 };
  let sent = 0;
  /**
   * What visitors are asked.
   * @type {Wire.ContactForm | undefined}
   */
  let form;
  let sample = "";

  /** @param {string} text */
  const said = (text) => ({
    id: String(++sent), ticket_id: chat.id, author: "user", text, created_at: new Date().toISOString(), attachments: [],
  });

  /**
   * What the server would answer.
   * @type {Record<string, (body: any) => unknown>}
   */
  const answers = {
    "support/session": () => ({ session: { id: "1", token: "preview", expires_at: never }, ticket: null, cursor: "0", limits }),
    "support/chat/history": () => ({
      ...(form?.when === "after" ? { messages: [said(sample)], ticket: chat } : { messages: [], ticket: null }),
      ...(form && form.when !== "off" && { contact_form: form }),
      has_more: false,
      cursor: String(sent),
      limits,
    }),
    "support/chat/send": ({ message, client_message_id }) => {
      const message_sent = { ...said(message), client_message_id };
      const { id } = message_sent;
      return { ticket: { ...chat, delivered_up_to: id }, message: message_sent, cursor: id };
    },
    tickets: () => ({ tickets: [], statistics: {} }),
  };
  const fetchFile = globalThis.fetch;
  globalThis.fetch = async (request, options) => {
    const [, path] = /\/api\/([^?]*)/.exec(String(request)) ?? [];
    if (path === undefined) return fetchFile(request, options);
    const body = answers[path]?.(JSON.parse(String(options?.body ?? "{}")));
    return body === undefined ? new Response(null, { status: 204 }) : new Response(JSON.stringify(body));
  };

  /** A connection on which nothing is ever said but that it stands. */
  globalThis.WebSocket = /** @type {any} */ (class extends EventTarget {
    static OPEN = 1;
    readyState = 1;
    constructor() {
      super();
      queueMicrotask(() => this.dispatchEvent(new Event("open")));
    }
    /** @param {string} text */
    send(text) {
      const { type, after } = JSON.parse(text);
      const answer = type === "auth" ? { type: "ready", cursor: after } : { type: "pong" };
      setTimeout(() => this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(answer) })));
    }
    close() {}
  });

  // The chat takes the focus when it opens, which here would take it from who chooses a colour.
  const focus = HTMLElement.prototype.focus;
  HTMLElement.prototype.focus = () => {};
  addEventListener("pointerdown", () => (HTMLElement.prototype.focus = focus), { once: true, capture: true });

  const drawn = () => setTimeout(() => parent.postMessage("drawn", "*"), 350);
  addEventListener("message", ({ source, data: { look, form: asked, sample: written, locale, isOpen } }) => {
    if (source !== parent) return;
    [form, sample] = [asked, written];
    document.documentElement.dataset["theme"] = look.theme;
    // The loader comes with the look that is saved: this one stands, whatever is assigned.
    Object.defineProperty(globalThis, "otvetLook", { value: Object.freeze(look), writable: false });
    const script = document.createElement("script");
    script.src = new URL("widget.js", base).href;
    script.dataset["locale"] = locale;
    script.addEventListener("load", () => {
      if (!isOpen) return drawn();
      window.otvet?.on("open", drawn);
      window.otvet?.open();
    });
    document.body.append(script);
  }, { once: true });
  parent.postMessage("loaded", "*");
}
