import Domain
import Glibc

extension StaffActor {
    /// Whoever runs a command of this program in a terminal.
    static var terminal: StaffActor {
        let user = getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? "\(getuid())"
        return StaffActor(.commandLine(user: user), on: .command)
    }
}
