// TelegramSimulator
