import CCurl
import Synchronization

/// One mail on its way.
///
/// Unchecked: all but `isCancelled` is touched only by the thread that runs it.
final class SMTPTransfer: @unchecked Sendable {
    let isCancelled = Atomic(false)
    private let letter: [UInt8]
    private var sent = 0
    private var step = SMTPStep.greeting
    private var reply: SMTPReply?
    /// The last reply that counts was given: servers are polite to whoever takes their leave.
    private var isOver = false

    init(_ letter: [UInt8]) {
        self.letter = letter
    }

    /// Blocks until it is done. Returns nil if the server has taken the mail.
    func run(
        _ server: SMTPServer, greeting: String, from sender: MailAddress, to recipient: MailAddress,
        _ limits: SMTPClient.Limits
    ) -> SMTPFailure? {
        guard let handle = curl_easy_init() else { return .unreachable("no memory") }
        defer { curl_easy_cleanup(handle) }
        configure(handle, server, greeting: greeting, limits)
        ccurl_set_string(handle, CURLOPT_MAIL_FROM, "<\(sender.text)>")
        let recipients = curl_slist_append(nil, "<\(recipient.text)>")
        defer { curl_slist_free_all(recipients) }
        ccurl_set_pointer(handle, CURLOPT_MAIL_RCPT, recipients)
        ccurl_set_long(handle, CURLOPT_UPLOAD, 1)
        ccurl_set_offset(handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(letter.count))
        ccurl_set_callback(handle, CURLOPT_READFUNCTION, readLetter)
        ccurl_set_pointer(handle, CURLOPT_READDATA, Unmanaged.passUnretained(self).toOpaque())
        return perform(handle)
    }

    /// Blocks until the server has greeted, and taken the sign-in if there is one. Returns nil if it has.
    func probe(_ server: SMTPServer, greeting: String, _ limits: SMTPClient.Limits) -> SMTPFailure? {
        guard let handle = curl_easy_init() else { return .unreachable("no memory") }
        defer { curl_easy_cleanup(handle) }
        configure(handle, server, greeting: greeting, limits)
        ccurl_set_long(handle, CURLOPT_CONNECT_ONLY, 1)
        return perform(handle)
    }

    private func perform(_ handle: UnsafeMutableRawPointer) -> SMTPFailure? {
        let result = curl_easy_perform(handle)
        return .of(result, String(cString: curl_easy_strerror(result)), at: step, reply)
    }

    private func configure(
        _ handle: UnsafeMutableRawPointer, _ server: SMTPServer, greeting: String, _ limits: SMTPClient.Limits
    ) {
        let scheme = server.security == .tls ? "smtps" : "smtp"
        ccurl_set_string(handle, CURLOPT_URL, "\(scheme)://\(server.host):\(server.port)/\(greeting)")
        ccurl_set_string(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        ccurl_set_string(handle, CURLOPT_PROXY, "")
        ccurl_set_long(handle, CURLOPT_NOSIGNAL, 1)
        ccurl_set_long(handle, CURLOPT_FORBID_REUSE, 1)
        ccurl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, milliseconds(limits.connecting))
        ccurl_set_long(handle, CURLOPT_TIMEOUT_MS, milliseconds(limits.total))
        let useSSL = server.security == .none ? CURLUSESSL_NONE : CURLUSESSL_ALL
        ccurl_set_long(handle, CURLOPT_USE_SSL, Int(useSSL.rawValue))
        if let authorities = server.authorities { ccurl_set_string(handle, CURLOPT_CAINFO, authorities) }
        if let user = server.user {
            ccurl_set_string(handle, CURLOPT_USERNAME, user)
            ccurl_set_string(handle, CURLOPT_PASSWORD, server.password ?? "")
        }
        let context = Unmanaged.passUnretained(self).toOpaque()
        ccurl_set_callback(handle, CURLOPT_HEADERFUNCTION, hearReply)
        ccurl_set_pointer(handle, CURLOPT_HEADERDATA, context)
        // Called at least once a second, whatever the server does.
        ccurl_set_long(handle, CURLOPT_NOPROGRESS, 0)
        ccurl_set_progress(handle, lookForCancellation)
        ccurl_set_pointer(handle, CURLOPT_XFERINFODATA, context)
        // Tells which command a reply belongs to. Nothing of it is kept: among the commands is the password.
        ccurl_set_long(handle, CURLOPT_VERBOSE, 1)
        ccurl_set_debug(handle, hearCommand)
        ccurl_set_pointer(handle, CURLOPT_DEBUGDATA, context)
    }

    fileprivate func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, letter.count - sent)
        buffer.copyBytes(from: letter[sent..<sent + count])
        sent += count
        return count
    }

    fileprivate func hear(reply line: String) {
        if !isOver, let heard = SMTPReply(line: line) { reply = heard }
    }

    fileprivate func hear(command line: String) {
        if let begun = SMTPStep(command: line) { (step, reply) = (begun, nil) }
        if line.uppercased().hasPrefix("QUIT") { isOver = true }
    }
}

private func milliseconds(_ duration: Duration) -> Int {
    Int(duration / .milliseconds(1))
}

private let readLetter: ccurl_data_callback = { buffer, size, count, context in
    guard let buffer, let context else { return 0 }
    return Unmanaged<SMTPTransfer>.fromOpaque(context).takeUnretainedValue()
        .read(into: UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
}

private let hearReply: ccurl_data_callback = { bytes, size, count, context in
    guard let bytes, let context else { return 0 }
    // A code and an enhanced code are all that is looked at.
    let line = UnsafeRawBufferPointer(start: bytes, count: min(size * count, 40))
    Unmanaged<SMTPTransfer>.fromOpaque(context).takeUnretainedValue()
        .hear(reply: String(decoding: line, as: UTF8.self))
    return size * count
}

private let hearCommand: ccurl_debug_callback = { _, kind, bytes, count, context in
    guard kind == CURLINFO_HEADER_OUT, let bytes, let context else { return 0 }
    let line = UnsafeRawBufferPointer(start: bytes, count: min(count, 8))
    Unmanaged<SMTPTransfer>.fromOpaque(context).takeUnretainedValue()
        .hear(command: String(decoding: line, as: UTF8.self))
    return 0
}

private let lookForCancellation: ccurl_progress_callback = { context, _, _, _, _ in
    guard let context else { return 0 }
    return Unmanaged<SMTPTransfer>.fromOpaque(context).takeUnretainedValue()
        .isCancelled.load(ordering: .acquiring) ? 1 : 0
}
