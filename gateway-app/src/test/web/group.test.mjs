import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  conversationList,
  nameOf,
  personIn,
  rightsIn,
  rightsOver,
  strangersIn,
  titleOf,
  visibleNotes,
} from '../../main/resources/web/js/questions.js';
import { initial } from '../../main/resources/web/js/state.js';
import { noteText } from '../../main/resources/web/js/views/note.js';
import { timeline } from '../../main/resources/web/js/views/timeline.js';
import { ANN, at, BEN, CLEO, created, listed, me, page, run, sent, stored } from './world.mjs';

const group = (...members) => run(initial, me, created({ kind: 'group', title: 'Tea', createdBy: 'ben', members }));
const as = (member, role) => ({ ...member, role });
const conversation = (state) => state.conversations.c;
const happens = (type, properties) => ({ type, conversationId: 'c', cursor: 70, at: at(30), by: 'ben', ...properties });
const renamed = (title, minutes = 30) => happens('conversation.changed', { title, at: at(minutes) });
const added = (member, by = 'ben') => happens('member.added', { ...member, by, at: at(31) });
const removed = (userId, by = userId) => happens('member.removed', { userId, by, at: at(32) });
const promoted = (userId, role, by = 'ben') => happens('member.changed', { userId, role, by, at: at(33) });
const lists = (...items) => ({ type: 'loaded.conversations', items });
const open = { type: 'conversation.selected', conversationId: 'c' };
const resync = { type: 'resync.began' };

// What happened, in words

const lines = (state) => visibleNotes(state, conversation(state)).map((note) => noteText(note, conversation(state), 'ann'));

test('what happens to a group is told in words, with the names of those who are gone', () => {
  const state = run(
    group(as(ANN, 'admin'), as(BEN, 'owner')),
    renamed('Coffee'),
    added(CLEO, 'ann'),
    promoted('cleo', 'admin'),
    promoted('ann', 'owner'),
    promoted('ben', 'member', 'ben'),
    happens('member.removed', { userId: 'cleo', by: 'ann', at: at(34) }),
    happens('member.removed', { userId: 'ben', by: 'ben', at: at(35) }),
  );
  assert.deepEqual(lines(state), [
    'Ben created the group',
    'Ben renamed the group to “Coffee”',
    'You added Cleo',
    'Ben made Cleo an admin',
    'Ben made you an owner',
    'Ben is a member now',
    'You removed Cleo',
    'Ben left',
  ]);
});

test('a replay tells nothing twice, and a direct conversation tells of no members', () => {
  const once = run(group(ANN, BEN), renamed('Coffee'));
  assert.equal(run(once, created({ kind: 'group', title: 'Tea', createdBy: 'ben', members: [ANN, BEN] }), renamed('Coffee')).notes, once.notes);
  assert.deepEqual(run(initial, me, created(), removed('ben')).notes, []);
});

test('who is added is told of that and not of the creation, also by a replay', () => {
  const entry = created({ kind: 'group', createdBy: 'ben', members: [ANN, BEN], at: at(31) });
  const state = run(initial, me, entry, added(ANN));
  assert.deepEqual(lines(state), ['Ben added you']);
  assert.deepEqual(lines(run(state, entry, added(ANN))), ['Ben added you']);
});

test('lines stand between the messages by their time, under the day', () => {
  const state = run(group(ANN, BEN), sent(1), renamed('Coffee', 2), sent(3));
  const rows = timeline(state, conversation(state), null);
  assert.deepEqual(rows.map(({ kind, type, seq }) => (kind === 'note' ? type : (seq ?? kind))), ['day', 'conversation.created', 1, 'conversation.changed', 3]);
  assert.equal(rows.at(-1).continues, false);
});

test('of a group whose history is read in part, lines from before are not shown yet', () => {
  const state = run(group(ANN, BEN), page([stored(7), stored(8), stored(9)]), renamed('Early', 1), renamed('Late', 8.5));
  assert.deepEqual(lines(state), ['Ben renamed the group to “Late”']);
});

test('a window keeps the lines', () => {
  const { notes } = run(group(ANN, BEN), renamed('Coffee'));
  assert.equal(run(initial, me, { type: 'notes.restored', notes }).notes, notes);
});

// Who may do what

const rights = (state, userId) => {
  const of = rightsOver(state, conversation(state), conversation(state).members[userId]);
  return Object.keys(of).filter((name) => of[name]);
};

test('a member may leave, administrators rename and add too, and who is out may nothing', () => {
  const may = (role) => rightsIn(group(as(ANN, role), BEN), conversation(group(as(ANN, role), BEN)));
  assert.deepEqual(may('member'), { rename: false, add: false, leave: true });
  assert.deepEqual(may('admin'), { rename: true, add: true, leave: true });
  const out = run(group(as(ANN, 'owner'), BEN), removed('ann', 'ben'));
  assert.deepEqual(rightsIn(out, conversation(out)), { rename: false, add: false, leave: false });
  const direct = run(initial, me, created());
  assert.deepEqual(rightsIn(direct, conversation(direct)), { rename: false, add: false, leave: false });
});

test('an owner may anything to others; an admin touches no owner and makes none; a member may nothing', () => {
  const of = (role) => group(as(ANN, role), as(BEN, 'owner'), CLEO, { ...CLEO, userId: 'dan', role: 'admin' });
  assert.deepEqual(rights(of('owner'), 'ben'), ['makeMember', 'makeAdmin', 'remove']);
  assert.deepEqual(rights(of('owner'), 'cleo'), ['makeAdmin', 'makeOwner', 'handOver', 'remove']);
  assert.deepEqual(rights(of('owner'), 'dan'), ['makeMember', 'makeOwner', 'handOver', 'remove']);
  assert.deepEqual(rights(of('admin'), 'ben'), []);
  assert.deepEqual(rights(of('admin'), 'cleo'), ['makeAdmin', 'remove']);
  assert.deepEqual(rights(of('admin'), 'dan'), ['makeMember', 'remove']);
  assert.deepEqual(rights(of('member'), 'cleo'), []);
});

test('one may step down, but not as the last owner', () => {
  assert.deepEqual(rights(group(as(ANN, 'admin'), as(BEN, 'owner')), 'ann'), ['makeMember']);
  assert.deepEqual(rights(group(as(ANN, 'owner'), as(BEN, 'owner')), 'ann'), ['makeMember', 'makeAdmin']);
  assert.deepEqual(rights(group(as(ANN, 'owner'), BEN), 'ann'), []);
});

// Lists that are behind

test('a list that is behind takes back neither a title, nor a member, nor a role', () => {
  const behind = lists(listed({ kind: 'group', title: 'Tea', members: [ANN, BEN, CLEO] }));
  const told = run(group(ANN, BEN, CLEO), renamed('Coffee'), removed('cleo', 'ben'), promoted('ann', 'admin'), added({ ...CLEO, userId: 'dan' }));
  const read = run(told, behind);
  assert.equal(titleOf(read, conversation(read)), 'Coffee');
  assert.deepEqual(Object.keys(conversation(read).members).sort(), ['ann', 'ben', 'dan']);
  assert.equal(conversation(read).members.ann.role, 'admin');
});

test('after a resync the list is believed', () => {
  const told = run(group(ANN, BEN), renamed('Coffee'), promoted('ann', 'admin'), resync);
  const read = run(told, lists(listed({ kind: 'group', title: 'Cocoa', members: [ANN, CLEO] })));
  assert.equal(titleOf(read, conversation(read)), 'Cocoa');
  assert.deepEqual(conversation(read).members, { ann: ANN, cleo: CLEO });
  assert.equal(nameOf(personIn(conversation(read), 'ben')), 'Ben');
});

test('who left before we looked is a stranger until the name is read', () => {
  const state = run(group(ANN, BEN), page([stored(1, 'dan'), stored(2, 'ben')]));
  assert.deepEqual(strangersIn(conversation(state)), ['dan']);
  const met = run(state, { type: 'loaded.person', conversationId: 'c', person: { userId: 'dan', username: 'dan', displayName: 'Dan', bio: '' } });
  assert.deepEqual(strangersIn(conversation(met)), []);
  assert.equal(nameOf(personIn(conversation(met), 'dan')), 'Dan');
});

// Leaving

const listedIds = (state) => conversationList(state).map(({ conversationId }) => conversationId);

test('a group that I left is in the list only while it is open; one that I was removed from stays', () => {
  const left = run(group(ANN, BEN), open, removed('ann'));
  assert.deepEqual(listedIds(left), ['c']);
  assert.deepEqual(listedIds(run(left, { type: 'conversation.selected', conversationId: null })), []);
  assert.deepEqual(listedIds(run(group(ANN, BEN), removed('ann', 'ben'))), ['c']);
  assert.deepEqual(listedIds(run(left, created({ kind: 'group', members: [ANN, BEN], cursor: 80 }))), ['c']);
});

test('after a resync what is on no list was left elsewhere: it goes, and what was to be sent there with it', () => {
  const entry = { clientMessageId: 'x', conversationId: 'c', text: 'hello', createdAt: at(5) };
  const other = listed({ conversationId: 'd' });
  const state = run(group(ANN, BEN), created({ conversationId: 'd' }), { type: 'outbox.queued', entry }, resync, lists(other));
  assert.deepEqual(listedIds(state), ['d']);
  assert.deepEqual(state.outbox, []);
});

test('without a resync a list that is behind drops nothing', () => {
  assert.deepEqual(listedIds(run(group(ANN, BEN), lists())), ['c']);
});

test('the one that is open is shown to be left, and goes with the next one that is opened', () => {
  const state = run(group(ANN, BEN), open, resync, lists());
  assert.equal(conversation(state).left, true);
  assert.deepEqual(listedIds(state), ['c']);
  assert.deepEqual(listedIds(run(state, { type: 'conversation.selected', conversationId: 'd' })), []);
});

test('what the socket speaks of after the resync stays, though the list does not have it yet', () => {
  assert.deepEqual(listedIds(run(group(ANN, BEN), resync, sent(1), lists())), ['c']);
  assert.deepEqual(listedIds(run(group(ANN, BEN), resync, removed('ann'), lists())), []);
});

test('one that was left and is on the list after a resync was entered again', () => {
  const state = run(group(ANN, BEN), removed('ann'), resync, lists(listed({ kind: 'group', title: 'Tea' })));
  assert.equal(conversation(state).left, false);
  assert.deepEqual(listedIds(state), ['c']);
});
