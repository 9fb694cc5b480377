@_spi(Channel) import Desk
import Mail

extension MailRelay {
    /// Where a mail comes back to that can't be delivered: to the address that tells whose it was, if replies are read.
    func envelopeSender(of task: MailTask) -> MailAddress {
        settings.replies?.address(desk.replyToken(of: task.ticket, at: task.email)) ?? settings.from.address
    }
}
