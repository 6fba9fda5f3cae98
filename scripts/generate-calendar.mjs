// Writes workflows/calendars/china.json: the working days of China, as the yearly State Council notices fix them,
// and the statutory holidays of years that have no notice yet. `--check` writes nothing and fails when the
// committed file is not what this script makes.
//
// Lunar dates are worked out here, at generation time, and never at run time: two machines may carry different
// data for the Chinese calendar, and a period must end on the same day on both. Intl is only the second opinion:
// its approximation misses a new moon close to midnight (it begins the lunar year 2027 on 7 February and 2030 on
// 2 February, where the almanac of GB/T 33661 has 6 and 3 February).
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { format } from 'prettier';

// The package reckons in the zone of the machine.
process.env.TZ = 'UTC';
const PACKAGE = createRequire(import.meta.url)('chinese-days');
const NOTICES = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json');
const FILE = new URL('../workflows/calendars/china.json', import.meta.url);
const FIRST_NOTICE = 2004;
const LAST_NOTICE = 2026;
const LAST_STATUTORY = 2040;
const DAY = 86_400_000;

const dateOf = (time) => new Date(time).toISOString().slice(0, 10);
const plusDays = (date, days) => dateOf(Date.parse(`${date}T00:00:00Z`) + days * DAY);
const isWeekend = (date) => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
const yearsBetween = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Days off and make-up days of the notices, as far as they are known. */
function notices() {
  const within = (dates) =>
    Object.keys(dates)
      .filter((date) => date >= `${FIRST_NOTICE}-01-01` && date <= `${LAST_NOTICE}-12-31`)
      .toSorted();
  const daysOff = within(NOTICES.holidays);
  const makeUpDays = within(NOTICES.workdays);
  refuseIf(!makeUpDays.every(isWeekend), 'a make-up day is no weekend day');
  refuseIf(
    daysOff.some((date) => makeUpDays.includes(date)),
    'a day is off and made up',
  );
  const latest = daysOff.at(-1) ?? '';
  refuseIf(!latest.startsWith(`${LAST_NOTICE}`), `no notice for ${LAST_NOTICE} is in the package`);
  return { daysOff, makeUpDays };
}

/** Holidays of one year by the Regulation on Public Holidays as revised in 2024 (全国年节及纪念日放假办法, article 2). */
function statutoryHolidays(year) {
  const newYear = lunarDate(year, 1, 1);
  return [
    `${year}-01-01`,
    ...[-1, 0, 1, 2].map((days) => plusDays(newYear, days)),
    qingming(year),
    `${year}-05-01`,
    `${year}-05-02`,
    lunarDate(year, 5, 5),
    lunarDate(year, 8, 15),
    `${year}-10-01`,
    `${year}-10-02`,
    `${year}-10-03`,
  ];
}

const CHINESE = new Intl.DateTimeFormat('en-u-ca-chinese', {
  timeZone: 'UTC',
  month: 'numeric',
  day: 'numeric',
});

/** The civil date of a lunar date in a common month, from the almanac's table; Intl may differ by a day at most. */
function lunarDate(year, month, day) {
  const { date } = PACKAGE.getSolarDateFromLunar(`${year}-${month}-${day}`);
  const secondOpinion = [0, -1, 1].some((days) => {
    const parts = CHINESE.formatToParts(Date.parse(`${plusDays(date, days)}T00:00:00Z`));
    const told = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
    return told.month === String(month) && told.day === String(day);
  });
  refuseIf(!secondOpinion, `lunar ${month}/${day} of ${year} is nowhere near ${date}`);
  return date;
}

/** The day on which the sun reaches 15° of longitude, by the clock of Shanghai. */
function qingming(year) {
  const date = PACKAGE.getSolarTermDate(year, 4, 'pure_brightness');
  const begins = Date.parse(`${date}T00:00:00+08:00`);
  const crosses = solarLongitude(begins) < 15 && solarLongitude(begins + DAY) >= 15;
  refuseIf(!crosses, `the sun does not reach 15° on ${date}`);
  return date;
}

/** Apparent longitude of the sun in degrees, to about 0.01° (the usual low-precision series). */
function solarLongitude(time) {
  const centuries = (time / DAY + 2440587.5 - 2451545) / 36525;
  const radians = Math.PI / 180;
  const mean = 280.46646 + 36000.76983 * centuries;
  const anomaly = (357.52911 + 35999.05029 * centuries) * radians;
  const centre =
    (1.914602 - 0.004817 * centuries) * Math.sin(anomaly) +
    (0.019993 - 0.000101 * centuries) * Math.sin(2 * anomaly) +
    0.000289 * Math.sin(3 * anomaly);
  const node = (125.04 - 1934.136 * centuries) * radians;
  return (((mean + centre - 0.00569 - 0.00478 * Math.sin(node)) % 360) + 360) % 360;
}

function refuseIf(wrong, what) {
  if (wrong) throw new Error(`The calendar cannot be made: ${what}.`);
}

const calendar = {
  id: 'china',
  years: yearsBetween(FIRST_NOTICE, LAST_NOTICE),
  ...notices(),
  statutoryOnly: yearsBetween(LAST_NOTICE + 1, LAST_STATUTORY)
    .flatMap(statutoryHolidays)
    .toSorted(),
};
const text = await format(JSON.stringify(calendar), { parser: 'json', printWidth: 110 });

if (!process.argv.includes('--check')) {
  writeFileSync(FILE, text);
} else if (readFileSync(FILE, 'utf8') !== text) {
  console.error('workflows/calendars/china.json is out of step: run `node scripts/generate-calendar.mjs`.');
  process.exit(1);
}
