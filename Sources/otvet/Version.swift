/// The version that `otvet --version` shows. It is raised with each release.
enum Version {
    static let text = "0.1.0"
}
