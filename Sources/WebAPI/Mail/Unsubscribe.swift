import Desk
import Domain
import HTTPEngine
import HTTPTypes

extension WebAPI {
    /// `GET /mail/unsubscribe/{key}?lang=…`: a page with a button.
    func showUnsubscribe(_ request: Request) throws -> Response {
        guard let key = request.parameter("key"), desk.isUnsubscribeKey(key) else { throw DeskError.notFound }
        return page(request) { words in
            """
            <p>\(words.question)</p>
            <form method="post"><button name="List-Unsubscribe" value="One-Click">\(words.button)</button></form>
            """
        }
    }

    /// `POST /mail/unsubscribe/{key}`: what the button does, and a mail program by itself (RFC 8058). What the body says
    /// does not matter: the address says it all.
    func unsubscribe(_ request: Request) async throws -> Response {
        try await desk.unsubscribe(request.parameter("key") ?? "")
        return page(request) { "<p role=\"status\">\($0.done)</p>" }
    }

    private func page(_ request: Request, _ content: (UnsubscribeWords) -> String) -> Response {
        let words = UnsubscribeWords.of(request.query("lang"))
        let html = """
            <!doctype html>
            <html lang="\(words.language)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="robots" content="noindex">
            <title>\(words.title)</title>
            <style>
            body { font: 1rem/1.5 system-ui, sans-serif; margin: 0; padding: 3rem 1.5rem; }
            main { max-inline-size: 32rem; margin-inline: auto; }
            button { font: inherit; padding: 0.6rem 1.2rem; cursor: pointer; }
            </style>
            </head>
            <body>
            <main>
            <h1>\(words.title)</h1>
            \(content(words))
            </main>
            </body>
            </html>

            """
        let fields: HTTPFields = [
            .contentType: "text/html; charset=utf-8", .cacheControl: "no-store",
            .contentSecurityPolicy:
                "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        ]
        return Response(.ok, fields: fields, body: .bytes(Array(html.utf8)))
    }
}

/// What the page says.
private struct UnsubscribeWords {
    let language, title, question, button, done: String

    static func of(_ language: String?) -> UnsubscribeWords { language == "ru" ? russian : english }

    private static let english = UnsubscribeWords(
        language: "en", title: "Mail about answers",
        question: "Should we stop telling you by mail about answers to you?",
        button: "No more mail", done: "Done: this address gets no more mail about answers.")

    private static let russian = UnsubscribeWords(
        language: "ru", title: "Письма об ответах", question: "Больше не присылать писем о том, что вам ответили?",
        button: "Не присылать", done: "Готово: на этот адрес больше не будет писем об ответах.")
}
