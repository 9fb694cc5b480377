// Telegram
