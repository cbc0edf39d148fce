/** What a page may ask for at once: the senses of one label, not the database. */
export const MOST_CARDS = 8;
