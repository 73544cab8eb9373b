/** Content of files, by id. */
export interface FileStore {
  /** `content` has exactly `size` bytes, or rejects. */
  put(id: string, content: AsyncIterable<Uint8Array>, size: number): Promise<void>;
  /** Rejects with `unavailable` when the store does not answer. */
  get(id: string): Promise<AsyncIterable<Uint8Array>>;
  /** Nothing to delete is no error. */
  delete(id: string): Promise<void>;
}

export interface FileRecord {
  id: string;
  workspaceId: string;
  uploadedBy: string;
  /** Name of the store that has the content. */
  store: string;
  name: string;
  type: string;
  size: number;
  createdAt: Date;
  /** Root runs that use it; `reviewId` is the review it was given to, where that is not for everybody who sees the run. */
  uses: { runId: string; reviewId: string | null }[];
}

export interface FileRows {
  /** Null where this person has uploaded too much of late. Not found before `finish`. */
  begin(file: Omit<FileRecord, "createdAt" | "uses">): Promise<Date | null>;
  finish(id: string): Promise<void>;
  find(ids: string[]): Promise<FileRecord[]>;
  /** Makes files of this person, or of the run, part of the run; answers those it could. */
  use(
    ids: string[],
    by: { runId: string; workspaceId: string; userId: string; reviewId?: string | null },
  ): Promise<string[]>;
  /** Makes the files of one run part of another one, too. */
  share(fromRunId: string, toRunId: string): Promise<void>;
  /** Looks at some files that are due; from then on nobody can use the `unused` ones. */
  sortOut(): Promise<{ looked: number; unused: { id: string; store: string }[] }>;
  forget(id: string): Promise<void>;
}

export interface FilesPort {
  rows: FileRows;
  stores: Record<string, FileStore>;
  /** The store that new files go to. */
  current: string;
}
