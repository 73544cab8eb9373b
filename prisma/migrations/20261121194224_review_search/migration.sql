-- By hand

-- What waits for one person, among what waits for others: the text is `kind id` of who is asked, empty for any member.
CREATE INDEX "reviews_assigned_open_idx" ON "reviews" ("workspace_id",
  coalesce("assignee_kind" || ' ' || "assignee_id", ''), "created_at", "id") WHERE "status" = 'open';

-- What waits, by the words of its title and its workflow's name. New entries are gathered, but not so many that
-- whoever has to sort them in would notice.
CREATE INDEX "reviews_words_open_idx" ON "reviews" USING gin (to_tsvector('simple', "title" || ' ' || "workflow"))
  WITH (gin_pending_list_limit = 256) WHERE "status" = 'open';

-- Finds texts that have, for each word of the argument, a word that begins with it. Null when there is no word in it.
CREATE FUNCTION holdpoint_search(text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT string_agg('''' || replace(replace(term, '\', '\\'), '''', '''''') || ''':*', ' & ')::tsquery
  FROM unnest(tsvector_to_array(to_tsvector('simple', $1))) term
$$;
