/** Where list and conversation don't stand beside each other. Kept equal to the queries in the style sheets. */
export const narrow = matchMedia("(max-width: 760px)");

/** Where the card lies over the conversation. Kept equal to the queries in the style sheets. */
export const cardless = matchMedia("(max-width: 1359px)");
