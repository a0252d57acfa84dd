import type { Session, TwoFaStatus, User } from '../auth.ts';
import type { Noun, Result } from './action.ts';
import { facts, moment } from './table.ts';
import { yes } from './task.ts';
import { UsageError } from './usage-error.ts';

const email = { email: { value: 'ADDRESS', summary: 'whose account' } };
const details = 'Passwords are typed, unseen; in a script, each is a line of standard input.';

/** `nexevo auth` */
export const auth: Noun = {
  summary: 'the account behind the key',
  actions: {
    me: {
      summary: 'who the key belongs to',
      async run(task) {
        const json = await task.client.auth.me(task.call);
        return { json, text: describe(json) };
      },
    },
    'update-profile': {
      summary: 'another name',
      options: {
        'full-name': { value: 'NAME', summary: 'the name' },
        'clear-name': { summary: 'no name any more' },
      },
      async run(task) {
        const name = task.option('full-name');
        if ((name === undefined) !== task.has('clear-name')) {
          throw new UsageError('say --full-name or --clear-name');
        }
        const full_name = name ?? null;
        const json = await task.client.auth.updateProfile({ full_name }, task.call);
        return { json, text: describe(json) };
      },
    },
    'change-password': {
      summary: 'another password',
      details,
      async run(task) {
        const current_password = await task.terminal.askHidden('Password now');
        const new_password = await task.terminal.askHidden('New password');
        await task.client.auth.changePassword({ current_password, new_password }, task.call);
        return done('The password is changed.');
      },
    },
    register: {
      summary: 'a new account',
      options: { ...email, 'full-name': { value: 'NAME', summary: 'the name' } },
      details,
      open: true,
      async run(task) {
        const address = task.required('email');
        const full_name = task.option('full-name');
        const password = await task.terminal.askHidden('Password');
        const params = { email: address, password, ...(full_name !== undefined && { full_name }) };
        return welcome(await task.client.auth.register(params, task.call));
      },
    },
    login: {
      summary: 'a session, for NEXEVO_ACCESS_TOKEN',
      options: {
        ...email,
        'totp-code': { value: '123456', summary: 'of the authenticator, where it is on' },
      },
      details,
      open: true,
      async run(task) {
        const address = task.required('email');
        const totp_code = task.option('totp-code');
        const password = await task.terminal.askHidden('Password');
        const params = { email: address, password, ...(totp_code !== undefined && { totp_code }) };
        return welcome(await task.client.auth.login(params, task.call));
      },
    },
    'request-password-reset': {
      summary: 'sends a mail with a token',
      options: email,
      open: true,
      async run(task) {
        const address = task.required('email');
        await task.client.auth.requestPasswordReset({ email: address }, task.call);
        return done('If the address has an account, a mail is on its way.');
      },
    },
    'confirm-password-reset': {
      summary: 'a new password, by the token of the mail',
      details,
      open: true,
      async run(task) {
        const token = await task.terminal.askHidden('Token of the mail');
        const new_password = await task.terminal.askHidden('New password');
        await task.client.auth.confirmPasswordReset({ token, new_password }, task.call);
        return done('The password is changed, and all sessions are ended.');
      },
    },
    '2fa-status': {
      summary: 'whether an authenticator is asked for',
      run: async (task) => twoFa(await task.client.auth.twoFaStatus(task.call)),
    },
    '2fa-enable': {
      summary: 'a secret for an authenticator app; then 2fa-verify',
      async run(task) {
        const { secret, otpauth_url } = await task.client.auth.twoFaEnable(task.call);
        const shown = facts({ Secret: secret, Address: otpauth_url });
        const text = `${shown}\nAdd one of them to the app, then: nexevo auth 2fa-verify <code>\n`;
        return { json: { secret, otpauth_url }, text };
      },
    },
    '2fa-verify': {
      summary: 'turns it on, with a code of the app',
      takes: ['code'],
      run: async (task) =>
        twoFa(await task.client.auth.twoFaVerify({ code: task.argument('code') }, task.call)),
    },
    '2fa-disable': {
      summary: 'turns it off, with a code of the app',
      takes: ['code'],
      run: async (task) =>
        twoFa(await task.client.auth.twoFaDisable({ code: task.argument('code') }, task.call)),
    },
    deactivate: {
      summary: 'closes the account, its keys and sessions for good',
      options: yes,
      async run(task) {
        await task.sure('Close this account for good, with all its keys?');
        await task.client.auth.deactivate({}, task.call);
        return done('The account is closed.');
      },
    },
  },
};

function describe(user: Partial<User> = {}): string {
  const { two_fa_enabled } = user;
  return facts({
    User: user.user_id,
    Email: user.email,
    Name: user.full_name,
    'Two factors': two_fa_enabled === undefined ? undefined : two_fa_enabled ? 'on' : 'off',
    Organization: user.org_id && `${user.org_id} (${user.role})`,
    Since: moment(user.created_at),
  });
}

function welcome({ access_token, token_type, expires_in, user }: Session): Result {
  const text = `${describe(user)}\nFor the next commands: export NEXEVO_ACCESS_TOKEN=${access_token}\n`;
  return { json: { access_token, token_type, expires_in, user }, text };
}

function twoFa(json: TwoFaStatus): Result {
  const text = json.enabled ? `On since ${moment(json.enabled_at) ?? '–'}.\n` : 'Off.\n';
  return { json, text };
}

function done(sentence: string): Result {
  return { json: { done: true }, text: `${sentence}\n` };
}
