import { browserSection } from "./browser_section.js";
import { factorSection } from "./factor_section.js";
import { passwordSection } from "./password_section.js";
import { profileSection } from "./profile_section.js";
import { sessionsSection } from "./sessions_section.js";
import { telegramSection } from "./telegram_section.js";

/**
 * Who one is, how one signs in, and what this browser keeps.
 * @param {import("../settings.js").PageParts} parts
 */
export function accountPage(parts) {
  parts.place.append(
    profileSection(parts),
    passwordSection(parts),
    factorSection(parts),
    telegramSection(parts),
    sessionsSection(parts),
    browserSection(parts),
  );
}
