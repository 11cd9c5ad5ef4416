const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'long' });
const shortWeekday = new Intl.DateTimeFormat(undefined, { weekday: 'short' });
const date = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long' });
const shortDate = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const dateWithYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long', year: 'numeric' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

const midnight = (instant) => new Date(instant.getFullYear(), instant.getMonth(), instant.getDate());
const daysAgo = (instant, now) => Math.round((midnight(now) - midnight(instant)) / 86_400_000);

/** The local day of an instant, as a key to tell days apart. */
export const dayOf = (at) => midnight(new Date(at)).getTime();

export const timeOfDay = (at) => time.format(new Date(at));

export const fullTime = (at) => full.format(new Date(at));

/** “today”, “Tuesday”, “4 March”, “4 March 2024”. */
export function dayName(at, now = new Date()) {
  const instant = new Date(at);
  const days = daysAgo(instant, now);
  if (days === 0 || days === 1) return capital(relative.format(-days, 'day'));
  if (days > 1 && days < 7) return weekday.format(instant);
  return (instant.getFullYear() === now.getFullYear() ? date : dateWithYear).format(instant);
}

/** Short, for lists: the time today, the weekday this week, else the date. */
export function shortTime(at, now = new Date()) {
  const instant = new Date(at);
  const days = daysAgo(instant, now);
  if (days <= 0) return time.format(instant);
  return days < 7 ? shortWeekday.format(instant) : shortDate.format(instant);
}

/** “last seen at 14:03”, “last seen yesterday”, “last seen 4 March”. */
export function lastSeen(at, now = new Date()) {
  const days = daysAgo(new Date(at), now);
  if (days <= 0) return `last seen at ${timeOfDay(at)}`;
  return `last seen ${days === 1 ? relative.format(-1, 'day') : dayName(at, now)}`;
}

const FOR_GOOD = Date.parse('9999-01-01T00:00:00Z');

/** “for good”, “until 14:03”, “until tomorrow, 08:00”, “until 4 March, 08:00”. */
export function muteEnd(until, now = new Date()) {
  const end = new Date(until);
  if (end.getTime() > FOR_GOOD) return 'for good';
  const days = -daysAgo(end, now);
  const day = days === 1 ? relative.format(1, 'day') : (end.getFullYear() === now.getFullYear() ? date : dateWithYear).format(end);
  return `until ${days === 0 ? '' : `${day}, `}${timeOfDay(until)}`;
}

/** “0:07”, “12:30”. */
export function minutesAndSeconds(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** “a few seconds”, “about 25 seconds”, “about 2 minutes”. */
export function aboutDuration(ms) {
  if (ms < 7_500) return 'a few seconds';
  if (ms < 57_500) return `about ${Math.round(ms / 5_000) * 5} seconds`;
  const minutes = Math.max(1, Math.round(ms / 60_000));
  return minutes === 1 ? 'about a minute' : `about ${minutes} minutes`;
}

const capital = (text) => text.charAt(0).toLocaleUpperCase() + text.slice(1);
