// What a telephone at the door keeps, and how it tells the city. Nothing noted is ever dropped before it was answered.

const STORES = { doors: "key", scans: "nonce" };
const WAITS = [2, 5, 10, 20, 40, 60];
const BATCH = 100;

const asked = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

export async function open(name) {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => {
    for (const [store, keyPath] of Object.entries(STORES)) opening.result.createObjectStore(store, { keyPath });
  };
  return new Keeping(await asked(opening));
}

class Keeping {
  constructor(db) {
    this.db = db;
  }

  all(store) {
    return asked(this.db.transaction(store).objectStore(store).getAll());
  }

  // Resolves once it is on the disk: only then does the page say that somebody arrived.
  write(store, rows, remove = []) {
    return new Promise((resolve, reject) => {
      const deed = this.db.transaction(store, "readwrite", { durability: "strict" });
      for (const row of rows) deed.objectStore(store).put(row);
      for (const key of remove) deed.objectStore(store).delete(key);
      deed.oncomplete = () => resolve();
      deed.onabort = deed.onerror = () => reject(deed.error);
    });
  }

  async door() {
    const doors = await this.all("doors");
    return doors.sort((one, other) => other.entered - one.entered)[0] ?? null;
  }

  // A link opened on this telephone: the same again is the same door.
  async enter(secret) {
    const known = (await this.all("doors")).find((door) => door.secret === secret);
    const door = { key: crypto.randomUUID(), secret, roll: null, ...known, entered: Date.now(), closed: "" };
    await this.write("doors", [door]);
    return door;
  }

  async scans(door) {
    const scans = await this.all("scans");
    return scans.filter((scan) => scan.door === door.key).sort((one, other) => one.noted_at.localeCompare(other.noted_at));
  }

  async waiting() {
    return (await this.all("scans")).filter((scan) => scan.state === "pending");
  }

  // With a new link to the same session, what an old one could no longer send goes by the new one.
  async adopt(door) {
    const same = (await this.all("doors")).filter((one) => one.key !== door.key && one.session === door.session && one.closed);
    const keys = same.map((one) => one.key);
    const scans = (await this.waiting()).filter((scan) => keys.includes(scan.door));
    await this.write("scans", scans.map((scan) => ({ ...scan, door: door.key })));
  }

  // Names leave the telephone when the session is over; so does what was sent, and the key once nothing waits.
  async forget(now, all = false) {
    for (const door of await this.all("doors")) {
      if (!all && !(door.expires_at && Date.parse(door.expires_at) < now)) continue;
      const scans = await this.scans(door);
      const waits = scans.filter((scan) => scan.state === "pending");
      await this.write("scans", [], scans.filter((scan) => scan.state !== "pending").map((scan) => scan.nonce));
      if (waits.length) await this.write("doors", [{ ...door, roll: null }]);
      else await this.write("doors", [], [door.key]);
    }
  }
}

export async function call(url, secret, said = {}) {
  const giving = new AbortController();
  const timer = setTimeout(() => giving.abort(), 15_000);
  try {
    return await fetch(url, {
      method: "POST",
      headers: { Authorization: `Bearer ${secret}`, "Content-Type": "application/json" },
      body: JSON.stringify(said),
      credentials: "omit",
      cache: "no-store",
      signal: giving.signal,
    });
  } finally {
    clearTimeout(timer);
  }
}

export class Sender {
  constructor(keeping, url, changed) {
    Object.assign(this, { keeping, url, changed, failures: 0, timer: 0, busy: false, again: false });
    addEventListener("online", () => this.soon());
    document.addEventListener("visibilitychange", () => document.hidden || this.soon());
  }

  soon() {
    this.failures = 0;
    this.send();
  }

  async send() {
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    clearTimeout(this.timer);
    try {
      do {
        this.again = false;
        await this.sendAll();
      } while (this.again);
      this.failures = 0;
    } catch {
      const wait = WAITS[Math.min(this.failures, WAITS.length - 1)];
      this.failures += 1;
      this.timer = setTimeout(() => this.send(), wait * 1000);
    } finally {
      this.busy = false;
      await this.changed();
    }
  }

  async sendAll() {
    const doors = new Map((await this.keeping.all("doors")).map((door) => [door.key, door]));
    const waiting = await this.keeping.waiting();
    for (const [key, door] of doors) {
      const mine = waiting.filter((scan) => scan.door === key);
      for (let start = 0; start < mine.length && !door.closed; start += BATCH) await this.sendSome(door, mine.slice(start, start + BATCH));
    }
  }

  async sendSome(door, scans) {
    const arrivals = scans.map(({ nonce, noted_at, enrolment, token, method, direction }) => ({ nonce, noted_at, enrolment, token, method, direction }));
    const answer = await call(this.url, door.secret, { sent_at: new Date().toISOString(), arrivals });
    if (answer.status === 401) {
      door.closed = (await answer.json()).detail;
      door.roll = null;
      await this.keeping.write("doors", [door]);
      return;
    }
    if (answer.status === 400 && scans.length > 1) {
      for (const scan of scans) await this.sendSome(door, [scan]);
      return;
    }
    if (answer.status === 400) {
      await this.keeping.write("scans", [{ ...scans[0], state: "unknown", sentence: (await answer.json()).detail }]);
      return;
    }
    if (!answer.ok) throw new Error(String(answer.status));
    const results = new Map((await answer.json()).results.map((one) => [one.nonce, one]));
    const answered = scans.filter((scan) => results.has(scan.nonce));
    await this.keeping.write(
      "scans",
      answered.map((scan) => {
        const { outcome, sentence, enrolment } = results.get(scan.nonce);
        return { ...scan, state: outcome, sentence, enrolment: enrolment ?? scan.enrolment };
      }),
    );
    await this.changed();
  }
}
