import Testing

@testable import otvet

@Suite struct SupervisionEnvironmentTests {
    @Test(
        arguments: [
            ([:], 3..<3, nil), (["LISTEN_PID": "7", "LISTEN_FDS": "2"], 3..<5, nil),
            (["LISTEN_PID": "8", "LISTEN_FDS": "2"], 3..<3, nil), (["LISTEN_FDS": "2"], 3..<3, nil),
            (["LISTEN_PID": "7", "LISTEN_FDS": "-2147483648"], 3..<3, nil),
            (["LISTEN_PID": "7", "LISTEN_FDS": "2147483647"], 3..<67, nil),
            (["LISTEN_PID": "7", "LISTEN_FDS": "many"], 3..<3, nil),
            (["WATCHDOG_USEC": "60000000"], 3..<3, .seconds(60)),
            (["WATCHDOG_USEC": "60000000", "WATCHDOG_PID": "7"], 3..<3, .seconds(60)),
            (["WATCHDOG_USEC": "60000000", "WATCHDOG_PID": "8"], 3..<3, nil),
            (["WATCHDOG_USEC": "0"], 3..<3, nil), (["WATCHDOG_USEC": "-1"], 3..<3, nil),
        ] as [([String: String], Range<Int32>, Duration?)])
    func variables_areReadAsSystemdMeansThem(
        variables: [String: String], sockets: Range<Int32>, patience: Duration?
    ) {
        let environment = SupervisionEnvironment(process: 7) { variables[$0] }
        #expect(environment.sockets == sockets && environment.patience == patience)
    }

    @Test(arguments: ["/run/systemd/notify", "@/org/abstract"])
    func notifySocket_isAPathOrAnAbstractName(path: String) {
        #expect(SupervisionEnvironment(process: 7) { _ in path }.notifySocket != nil)
    }

    @Test(arguments: ["", "run/notify", "vsock:2:1234", "/" + String(repeating: "x", count: 107)])
    func anythingElse_isNoSocket(path: String) {
        #expect(NotifySocket(path: path) == nil)
    }
}
