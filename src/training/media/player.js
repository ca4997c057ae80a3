"use strict";
// Plays a recording: the page holds it as JSON; it is shown as it was at one moment, and while it plays that moment moves on.
(() => {
  const take = JSON.parse(document.getElementById("take").textContent);
  const [film, screen, cursor, play, slider, clock, speed, caption, keys, transcript] = [
    "film", "screen", "cursor", "play", "slider", "clock", "speed", "caption", "keys", "transcript",
  ].map((id) => document.getElementById(id));
  const rows = Array.from({ length: take.rows }, () => screen.insertBefore(document.createElement("div"), cursor));
  const chapters = [...document.querySelectorAll("#chapters a")].map((link) => ({ link, at: seconds(link.hash) }));
  const PRESSED = 2000; // so long a key is shown
  const JUMP = 5000;
  const PICTURE = 33; // so long until the next is looked at, while playing

  let now = 0; // the moment shown, in milliseconds
  let next = 0; // the first change of the screen after it
  let lines = rows.map(() => 0); // the number of the line that each row shows then
  let spot = null; // where the cursor is then
  const drawn = rows.map(() => 0); // the lines that are in the page
  let playing = false;
  let before = 0; // when the last picture was made, while playing

  // A moment of an address, "#t=12.5", in milliseconds.
  function seconds(hash) {
    const found = /^#t=(\d+(?:\.\d+)?)$/.exec(hash);
    return found ? Number(found[1]) * 1000 : null;
  }

  function element(name, text, style) {
    const made = document.createElement(name);
    made.textContent = text;
    if (style) made.className = style;
    return made;
  }

  // A piece of a row. What a font may lack is held in its columns, so that what follows stays in its own.
  function piece(text, paint, width) {
    const held = width !== undefined || /[^\u0000-\u024f]/u.test(text);
    if (!paint && !held) return text;
    const made = element("span", text, `${paint ? `p${paint}` : ""}${held ? " held" : ""}`);
    if (held) made.style.width = `${width ?? [...text].length}ch`;
    return made;
  }

  // Cells of one look: a text, with the number of the look if it has one, and its columns if they are not as many as its characters.
  function run(told) {
    const [text, paint, width] = typeof told === "string" ? [told] : told;
    if (width !== undefined) return [piece(text, paint, width)];
    return text.split(/([^\u0000-\u024f]+)/u).filter(Boolean).map((part) => piece(part, paint));
  }

  // How many entries of a list, in order of time, are not after that moment.
  function past(list, time) {
    let count = 0;
    while (count < list.length && list[count][0] <= time) count += 1;
    return count;
  }

  // Shows what was to be seen at a moment.
  function show(time) {
    const last = now;
    now = Math.min(Math.max(time, 0), take.length);
    if (now < last) {
      next = 0;
      lines = rows.map(() => 0);
      spot = null;
    }
    for (; next < take.moments.length && take.moments[next][0] <= now; next += 1) {
      const [, changes, place] = take.moments[next];
      for (let at = 0; at < changes.length; at += 2) lines[changes[at]] = changes[at + 1];
      spot = place;
    }
    rows.forEach((row, y) => {
      if (drawn[y] === lines[y]) return;
      drawn[y] = lines[y];
      row.replaceChildren(...(take.lines[lines[y] - 1] ?? []).flatMap(run));
    });
    cursor.hidden = spot === null;
    if (spot) cursor.style.cssText = `left: ${spot[0]}ch; top: ${spot[1] * 1.2}em`;
    say();
    mark();
  }

  // The words and the keys of the moment.
  function say() {
    const words = take.captions[past(take.captions, now) - 1]?.[1] ?? "";
    if (caption.textContent !== words) caption.textContent = words;
    const pressed = [];
    for (const [, name, typed] of take.keys.slice(past(take.keys, now - PRESSED), past(take.keys, now))) {
      if (!typed && pressed.at(-1)?.name === name) pressed.at(-1).times += 1;
      else pressed.push({ name, typed, times: 1 });
    }
    const told = pressed.slice(-3).map(({ name, typed, times }) => [typed ? "samp" : "kbd", times > 1 ? `${name} × ${times}` : name]);
    if (keys.textContent !== told.map(([, words]) => words).join("")) keys.replaceChildren(...told.map(([tag, words]) => element(tag, words)));
  }

  function told(time) {
    const whole = Math.floor(time / 1000);
    const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
    const two = (number) => String(number).padStart(2, "0");
    return `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(whole % 60)}`;
  }

  // Where the moment stands: the slider, the clock, the chapter.
  function mark() {
    slider.value = now;
    const text = `${told(now)} / ${told(take.length)}`;
    if (clock.textContent !== text) {
      clock.textContent = text;
      slider.setAttribute("aria-valuetext", text);
    }
    const current = chapters.findLast(({ at }) => at <= now);
    for (const chapter of chapters) {
      if (chapter === current) chapter.link.setAttribute("aria-current", "true");
      else chapter.link.removeAttribute("aria-current");
    }
  }

  function step() {
    if (!playing) return;
    const stamp = performance.now();
    show(now + (stamp - before) * Number(speed.value));
    before = stamp;
    if (now >= take.length) pause();
    else setTimeout(step, PICTURE);
  }

  function start() {
    film.classList.remove("fresh");
    if (now >= take.length) show(0);
    playing = true;
    before = performance.now();
    play.textContent = play.dataset.pause;
    step();
  }

  // Stops; the address then leads to this moment.
  function pause() {
    playing = false;
    play.textContent = play.dataset.play;
    history.replaceState(null, "", `#t=${(now / 1000).toFixed(1)}`);
  }

  function toggle() {
    if (playing) pause();
    else start();
  }

  function go(time) {
    film.classList.remove("fresh");
    show(time);
  }

  // To the chapter before (its own beginning, if that is not near) or after this moment.
  function chapter(forward) {
    const found = forward ? chapters.find(({ at }) => at > now) : chapters.findLast(({ at }) => at < now - 1500);
    go(found?.at ?? (forward ? take.length : 0));
  }

  function change(by) {
    speed.selectedIndex = Math.min(Math.max(speed.selectedIndex + by, 0), speed.length - 1);
  }

  const doing = {
    " ": toggle,
    ArrowLeft: () => go(now - JUMP),
    ArrowRight: () => go(now + JUMP),
    n: () => chapter(true),
    p: () => chapter(false),
    "+": () => change(1),
    "-": () => change(-1),
    Home: () => go(0),
    End: () => go(take.length),
  };

  document.addEventListener("keydown", (event) => {
    const does = doing[event.key];
    const own = event.key === " " ? "button, select, summary" : "select";
    if (!does || event.ctrlKey || event.altKey || event.metaKey || event.target.closest(own)) return;
    event.preventDefault();
    does();
  });
  document.addEventListener("click", (event) => {
    const time = seconds(event.target.closest("a")?.hash ?? "");
    if (time === null) return;
    event.preventDefault();
    go(time);
    film.scrollIntoView({ block: "nearest" });
  });
  play.addEventListener("click", toggle);
  film.querySelector(".glass").addEventListener("click", () => {
    if (getSelection().isCollapsed) toggle(); // else a text is marked, to be copied
  });
  slider.max = take.length;
  slider.addEventListener("input", () => go(slider.valueAsNumber));
  addEventListener("hashchange", () => go(seconds(location.hash) ?? now));
  addEventListener("beforeprint", () => { transcript.open = true; });

  transcript.open = false; // it is for who cannot watch
  const asked = seconds(location.hash);
  if (asked === null) show(0);
  else go(asked);
})();
