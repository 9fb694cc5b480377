import Glibc

/// The `Date` line of responses (RFC 9110 §6.6.1), with the line end before it. It is formatted once a second.
struct DateLine {
    private(set) var bytes: [UInt8] = []
    private var second = -1

    mutating func refresh(unixSeconds: Int) {
        guard unixSeconds != second else { return }
        second = unixSeconds
        bytes = Array("\r\nDate: \(imfDate(unixSeconds: unixSeconds))\r\n".utf8)
    }
}

/// An IMF-fixdate (RFC 9110 §5.6.7) such as `Sun, 06 Nov 1994 08:49:37 GMT`.
public func imfDate(unixSeconds: Int) -> String {
    var time = tm()
    var seconds = unixSeconds
    if gmtime_r(&seconds, &time) == nil {
        // The year does not fit an Int32, so it can't be meant as a date.
        seconds = 0
        gmtime_r(&seconds, &time)
    }
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let day = "\(days[Int(time.tm_wday)]), \(two(time.tm_mday)) \(months[Int(time.tm_mon)]) \(time.tm_year + 1900)"
    return "\(day) \(two(time.tm_hour)):\(two(time.tm_min)):\(two(time.tm_sec)) GMT"
}
