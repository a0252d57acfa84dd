import { readFileSync } from 'node:fs';
import path from 'node:path';
import { findFiles } from '../setup/find-files.mjs';

/** The repository's folder. */
export const root = path.resolve(import.meta.dirname, '..', '..');

/** A file of the repository: its path from the root and its text. */
export interface SourceFile {
  path: string;
  text: string;
}

/** Reads the files under a folder (`*` stands for any one folder) whose path ends as asked. */
export function readSources(folder: string, ending: string): SourceFile[] {
  return findFiles(folder, ending).map((file) => ({ path: file, text: readText(file) }));
}

/** The text of one file, by its path from the root. */
export function readText(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}
