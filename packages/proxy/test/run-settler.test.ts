import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { Writable } from 'node:stream';
import { describe, it } from 'node:test';
import { pino } from 'pino';
import { find, readEvents, startProxy, Visitor } from './fixture.ts';
import { scriptedModel } from './scripted-model.ts';

describe('a reply whose end cannot be written down', () => {
  it('is tried again, and whole when the store is well again', async (t) => {
    const said = Promise.withResolvers<void>();
    const { url: upstreamUrl } = await scriptedModel(
      t,
      [{ content: 'All of it.' }, said.promise],
      [{ content: 'Yes.' }],
    );
    let tries = 0;
    let heal = () => {};
    const log = new Writable({
      write(line, _encoding, done) {
        const isTold = String(line).includes('could not be settled');
        if (isTold) tries += 1;
        if (isTold && tries === 2) heal();
        done();
      },
    });
    const fixture = await startProxy(t, { upstreamUrl, logger: pino(log) });
    const visitor = await Visitor.arrive(fixture);
    const response = await visitor.send('Hello');
    const db = new DatabaseSync(fixture.dataPath);
    t.after(() => db.close());
    // It takes everything but the end of a reply.
    db.exec(`CREATE TRIGGER unwell BEFORE UPDATE OF active ON runs WHEN new.active = 0
      BEGIN SELECT raise(ABORT, 'not now'); END`);
    heal = () => db.exec('DROP TRIGGER unwell');
    said.resolve();
    const { message } = find(await Array.fromAsync(readEvents(response)), 'done');
    assert.deepEqual([message.text, message.status, tries], ['All of it.', 'complete', 2]);
    const next = { conversation_id: message.conversation_id };
    assert.equal(find(await visitor.chat('Really?', next), 'done').message.text, 'Yes.');
  });
});
