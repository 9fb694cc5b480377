/// What `otvet --version` says. Raised with each release.
enum Version {
    static let text = "0.1.0"
}
