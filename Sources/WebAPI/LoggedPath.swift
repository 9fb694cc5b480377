import HTTPEngine

/// The path of a request as the log may have it: what stands behind these is a key by itself.
func loggedPath(of request: Request) -> String {
    let path = request.path
    for secrets in ["/files/", "/api/bring/", "/mail/unsubscribe/"] where path.hasPrefix(secrets) {
        return secrets + "…"
    }
    return path
}
