import ArgumentParser

struct SettingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "Print a configuration file with every setting, commented.",
        discussion: "A setting that is given as a flag has that value in the file; all others have their defaults.")

    @OptionGroup var flags: SettingFlags

    func run() {
        say(SettingsFile.text(values: flags.values))
    }
}
