import TestSupport
import Testing

@testable import otvet

@Suite(.timeLimit(.minutes(1))) struct WatchdogTests {
    private let folder = TemporaryFolder()

    @Test func partThatHangs_keepsTheSignAway() async throws {
        let signs = try DatagramSocket(path: folder.path + "/notify")
        let socket = try #require(NotifySocket(path: folder.path + "/notify"))
        let (asked, answer, isAsked) = (Counter(), Gate(), Gate())
        let watchdog = Watchdog(socket: socket, patience: .milliseconds(30)) {
            if asked.next() == 2 {
                isAsked.open()
                await answer.wait()
            }
        }
        let running = Task { await watchdog.run() }
        #expect(try await signs.receive() == "WATCHDOG=1")
        await isAsked.wait()
        #expect(!signs.hasDatagram)
        answer.open()
        #expect(try await signs.receive() == "WATCHDOG=1")
        running.cancel()
        await running.value
    }
}
