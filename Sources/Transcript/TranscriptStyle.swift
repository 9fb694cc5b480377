import Crypto

/// What all pages share: they run nothing, load nothing from elsewhere, and are as readable on paper as at night.
enum TranscriptStyle {
    static let sheet = """
        :root{color-scheme:light dark;--back:#fff;--text:#1b1b22;--faint:#63636e;--line:#dcdce4;--user:#eceaf9;\
        --agent:#f3f3f6;--note:#fff4d6;--link:#4a3cb0}
        @media (prefers-color-scheme:dark){:root{--back:#16161b;--text:#ececf1;--faint:#a2a2ae;--line:#383842;\
        --user:#2c2850;--agent:#25252d;--note:#40361b;--link:#b3a8ff}}
        body{margin:0 auto;max-width:46rem;padding:1.5rem 1rem;background:var(--back);color:var(--text);\
        font:16px/1.5 system-ui,sans-serif}
        h1{font-size:1.4rem;margin:0;overflow-wrap:anywhere}
        h2{font-size:.9rem;font-weight:600;margin:1.5rem 0 .75rem;text-align:center;color:var(--faint)}
        header{border-block-end:1px solid var(--line);padding-block-end:1rem}
        header p,.who,figcaption,.hint{margin:.15rem 0;color:var(--faint);font-size:.85rem}
        article{margin:.6rem 0;padding:.5rem .8rem;border-radius:.8rem;background:var(--agent);\
        margin-inline-end:12%;break-inside:avoid}
        article.user{background:var(--user);margin-inline:12% 0}
        article.note{background:var(--note);margin-inline:6%}
        article.system{background:none;text-align:center;margin-inline:6%}
        .who b{color:var(--text)}
        .text{white-space:pre-wrap;overflow-wrap:anywhere}
        .quote{display:block;border-inline-start:3px solid var(--line);padding-inline-start:.6rem}
        .pre{display:block;padding:.4rem .6rem;border:1px solid var(--line);border-radius:.4rem}
        .spoiler{text-decoration:underline dotted}
        figure{margin:.4rem 0}
        img{display:block;max-width:100%;height:auto;max-height:36rem;border-radius:.5rem}
        a{color:var(--link)}
        ul{list-style:none;padding:0}
        li{border-block-end:1px solid var(--line);padding:.6rem 0;overflow-wrap:anywhere}
        nav{display:flex;gap:1rem;margin-block-start:1rem}
        @media print{body{max-width:none;padding:0;font-size:11pt}article{border:1px solid var(--line)}}
        """

    /// From its beginning to the title. The one style sheet is let in by its hash, pictures by where they may lie: within
    /// the page, or beside it.
    static func head(_ title: String, _ language: TranscriptLanguage) -> String {
        """
        <!doctype html>
        <html lang="\(language.rawValue)">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="\(policy)">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <meta name="robots" content="noindex">
        <title>\(escaped(title))</title>
        <style>\(sheet)</style>
        </head>

        """
    }

    private static let policy =
        "default-src 'none'; style-src 'sha256-\(base64(sha256(sheet.utf8)))'; img-src data: file: 'self'; "
        + "base-uri 'none'; form-action 'none'"
}

/// Base64 with padding (RFC 4648 §4).
public func base64(_ bytes: some Collection<UInt8>) -> String {
    let text = base64URL(bytes).utf8.map { letter in
        switch letter {
        case UInt8(ascii: "-"): UInt8(ascii: "+")
        case UInt8(ascii: "_"): UInt8(ascii: "/")
        default: letter
        }
    }
    return String(decoding: text, as: UTF8.self) + String(repeating: "=", count: (3 - bytes.count % 3) % 3)
}
