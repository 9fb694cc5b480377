import Glibc

/// What the operating system tells about this machine.
enum Machine {
    /// Checks whether files can be created in the data folder, or the folder itself.
    static func examine(dataFolder path: String) -> Check.Result {
        if let problem = problem(access(path, F_OK)) {
            let parent = parent(of: path)
            guard let problem = problem == ENOENT ? self.problem(access(parent, W_OK | X_OK)) : problem else {
                return .well("\(path); the first start makes it")
            }
            return .broken(
                "\(path) can't be made: \(text(problem))",
                cure: "Make it, give it to the user that runs otvet, or name another (OTVET_DATA).")
        }
        var template = Array((path + "/.doctor-XXXXXX").utf8CString)
        let file = mkstemp(&template)
        guard file >= 0 else {
            return .broken(
                "nothing can be written to \(path): \(text(errno))",
                cure: "Give it to the user that runs otvet, or name another (OTVET_DATA).")
        }
        close(file)
        unlink(template)
        return .well("\(path), writable")
    }

    /// Bytes that this user may still write where the folder is or will be; nil if the system does not tell.
    static func freeDisk(at path: String) -> UInt64? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 || statvfs(parent(of: path), &status) == 0 else { return nil }
        return UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize)).partialValue
    }

    /// The address of a host, or why it was not found.
    static func address(of host: String) -> Result<String, LookupFailure> {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, nil, &hints, &list)
        defer { if let list { freeaddrinfo(list) } }
        guard code == 0, let found = list?.pointee else {
            return .failure(LookupFailure(reason: String(cString: gai_strerror(code))))
        }
        var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let length = socklen_t(name.count)
        guard getnameinfo(found.ai_addr, found.ai_addrlen, &name, length, nil, 0, NI_NUMERICHOST) == 0 else {
            return .failure(LookupFailure(reason: "the address is of an unknown kind"))
        }
        return .success(String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
    }

    struct LookupFailure: Error { let reason: String }

    private static func parent(of path: String) -> String {
        var path = path[...]
        while path.count > 1, path.last == "/" { path.removeLast() }
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The errno of a call that has not returned 0.
    private static func problem(_ status: Int32) -> Int32? { status == 0 ? nil : errno }

    private static func text(_ code: Int32) -> String { String(cString: strerror(code)) }
}
