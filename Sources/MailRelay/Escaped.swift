/// Text within HTML, or within an attribute in quotation marks.
func escaped(_ text: some StringProtocol) -> String {
    var html = ""
    for letter in text.unicodeScalars {
        switch letter {
        case "&": html += "&amp;"
        case "<": html += "&lt;"
        case ">": html += "&gt;"
        case "\"": html += "&quot;"
        default: html.unicodeScalars.append(letter)
        }
    }
    return html
}
