/** The source files under `folder` (`*` stands for any one folder) whose path ends with `ending`, from the repository's root, sorted. */
export function findFiles(folder: string, ending: string): string[];
