/** Words that may stand right before an equation without being part of it. */
const leading = new Set(
  (
    "so thus hence then therefore that is are was be with where let set for if when since because as and or but gives give get gets got have has " +
    "yields yield by of to at in from here now finally now namely i.e e.g becomes equals value put take using use computes compute " +
    "also e.g. i.e. means obtain find follows find indeed " +
    "mit wobei und also dann daher ist sei für où avec et donc alors est soit donde con y entonces es sea"
  ).split(" "),
);

/** Words that may follow an equation without being a unit of its number. */
const following = new Set(
  (
    "and or so which but is are was as because since for hence thus then where with if when while not instead rather by to from at on the this that it we " +
    "here exactly approximately und oder also wobei mit weil ist statt et ou donc où avec y o donde con entonces"
  ).split(" "),
);

/** Whether a word, or its absence, shows that what follows it stands for itself. */
export function leadsIn(word: string): boolean {
  return (
    word === "" ||
    leading.has(word.toLowerCase()) ||
    (/\p{Script=Han}$/u.test(word) && !/[图表式章节第题例步版]$/u.test(word))
  );
}

export function leadsOn(word: string): boolean {
  return following.has(word);
}

/** `i.e.` and `e.g.` behind an equation begin a new thought. */
export function isAbbreviation(word: string, rest: string): boolean {
  return /^(?:i|e)$/.test(word) && /^[ \t]*(?:i\.e\.|e\.g\.)/.test(rest);
}

/** Whether what stands behind a number is its unit, or makes it another number: `5 m/s`, `3 million`, `2 万`. */
export function hasUnit(rest: string): boolean {
  const word = /^[ \t]*([\p{L}\p{Sc}µ]+)/u.exec(rest)?.[1];
  if (word === undefined || leadsOn(word)) return false;
  if (/\p{Script=Han}/u.test(word)) return !/^[个名条张次份时则，]/u.test(word);
  return !/^[\p{L}]+$/u.test(word) || word.length <= 3 || /\p{Lu}/u.test(word) || units.test(word);
}

const units =
  /^(?:milli|micro|nano|kilo|mega|giga|centi)|^(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|met(?:er|re)s?|grams?|volts?|amp(?:ere)?s?|watts?|joules?|newtons?|pascals?|degrees?|radians?|percent|dollars?|euros?|cents?|million|billion|thousand|hundred|times|bits?|bytes?|mol|litres?|liters?|feet|inch(?:es)?|miles?|pounds?|hertz)$/;
