-- Chat messages wait as what is to be said, and no longer as calls of one platform.
UPDATE outbox SET payload = (payload::jsonb || jsonb_build_object(
    'kind', 'say',
    'text', payload::jsonb #> '{params,text}',
    'buttons', COALESCE((
        SELECT jsonb_agg((
            SELECT jsonb_agg(jsonb_build_array(key -> 'text', key -> 'callback_data') ORDER BY nth)
            FROM jsonb_array_elements(row) WITH ORDINALITY AS keys (key, nth)
        ) ORDER BY place)
        FROM jsonb_array_elements(payload::jsonb #> '{params,reply_markup,inline_keyboard}')
            WITH ORDINALITY AS rows (row, place)
    ), '[]'::jsonb)
))::text WHERE lane = 'chat' AND CASE WHEN payload IS JSON OBJECT THEN payload::jsonb ->> 'method' END = 'sendMessage';

UPDATE outbox SET payload = (payload::jsonb || jsonb_build_object(
    'kind', 'picture', 'caption', payload::jsonb #> '{params,caption}'
))::text WHERE lane = 'chat' AND CASE WHEN payload IS JSON OBJECT THEN payload::jsonb ->> 'method' END = 'sendPhoto';

UPDATE outbox SET payload = (payload::jsonb || jsonb_build_object(
    'kind', 'toast',
    'press', payload::jsonb #> '{params,callback_query_id}',
    'text', payload::jsonb #> '{params,text}',
    'alert', COALESCE(payload::jsonb #> '{params,show_alert}', 'false'::jsonb)
))::text WHERE lane = 'chat'
    AND CASE WHEN payload IS JSON OBJECT THEN payload::jsonb ->> 'method' END = 'answerCallbackQuery';

UPDATE outbox SET payload = (payload::jsonb || jsonb_build_object(
    'kind', 'unbutton', 'message', payload::jsonb #> '{params,message_id}'
))::text WHERE lane = 'chat'
    AND CASE WHEN payload IS JSON OBJECT THEN payload::jsonb ->> 'method' END = 'editMessageReplyMarkup';

-- A message that named its topic, were it none, stays there; the others go where the chat wants news to stand.
UPDATE outbox SET payload = (payload::jsonb || jsonb_build_object(
    'place', jsonb_build_object(
        'topic', payload::jsonb #> '{params,message_thread_id}',
        'answers', payload::jsonb #> '{params,reply_parameters,message_id}'
    )
))::text WHERE lane = 'chat'
    AND CASE WHEN payload IS JSON OBJECT THEN payload::jsonb #> '{params,message_thread_id}' END IS NOT NULL;

UPDATE outbox SET payload = (payload::jsonb - 'method' - 'params')::text
WHERE lane = 'chat' AND CASE WHEN payload IS JSON OBJECT THEN payload::jsonb ->> 'kind' END IS NOT NULL;
