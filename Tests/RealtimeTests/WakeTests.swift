import Realtime
import Testing

@Suite(.timeLimit(.minutes(1))) struct WakeTests {
    @Test func raisedWhileNobodySleeps_isKept() async {
        let wake = Wake()
        wake.raise()
        wake.raise()
        await wake.sleep()
    }

    @Test func sleeper_isWoken() async {
        let wake = Wake()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await wake.sleep() }
            group.addTask { wake.raise() }
        }
    }

    @Test func sleep_endsWithItsLimit_andWithItsTask() async {
        let wake = Wake()
        await wake.sleep(atMost: .milliseconds(1))
        let task = Task { await wake.sleep() }
        task.cancel()
        await task.value
    }
}
