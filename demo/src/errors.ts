/** A setting that cannot stand; the message is one sentence that says what to do. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
  readonly code = 'invalid_setting';
}
