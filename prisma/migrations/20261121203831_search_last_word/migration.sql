-- By hand

-- Finds texts that have all words of the argument; of the last one the beginning is enough. Only that one: to collect all
-- words with a beginning that a million texts share takes long, and whole words need not be collected. Compounds are
-- found by their parts. Null when there is no word in it.
CREATE OR REPLACE FUNCTION holdpoint_search(text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT string_agg(
    '''' || replace(replace(lower(token), '\', '\\'), '''', '''''') || CASE WHEN n = last THEN ''':*' ELSE '''' END, ' & '
  )::tsquery
  FROM (
    SELECT token, n, max(n) OVER () AS last FROM ts_parse('default', $1) WITH ORDINALITY AS t(kind, token, n)
    -- Neither what is between words, nor compounds as a whole.
    WHERE kind NOT IN (12, 13, 14, 15, 16, 17)
  ) words
$$;
