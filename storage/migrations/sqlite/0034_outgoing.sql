-- Chat messages wait as what is to be said, and no longer as calls of one platform.
UPDATE outbox SET payload = json_insert(
    payload,
    '$.kind', 'say',
    '$.text', json_extract(payload, '$.params.text'),
    '$.buttons', json(COALESCE((
        SELECT json_group_array(json((
            SELECT json_group_array(
                json_array(json_extract(key.value, '$.text'), json_extract(key.value, '$.callback_data'))
            ) FROM json_each(row.value) AS key
        ))) FROM json_each(payload, '$.params.reply_markup.inline_keyboard') AS row
    ), '[]'))
) WHERE lane = 'chat' AND CASE WHEN json_valid(payload) THEN json_extract(payload, '$.method') END = 'sendMessage';

UPDATE outbox SET payload = json_insert(
    payload, '$.kind', 'picture', '$.caption', json_extract(payload, '$.params.caption')
) WHERE lane = 'chat' AND CASE WHEN json_valid(payload) THEN json_extract(payload, '$.method') END = 'sendPhoto';

UPDATE outbox SET payload = json_insert(
    payload,
    '$.kind', 'toast',
    '$.press', json_extract(payload, '$.params.callback_query_id'),
    '$.text', json_extract(payload, '$.params.text'),
    '$.alert', json(CASE json_extract(payload, '$.params.show_alert') WHEN 1 THEN 'true' ELSE 'false' END)
) WHERE lane = 'chat' AND CASE WHEN json_valid(payload) THEN json_extract(payload, '$.method') END = 'answerCallbackQuery';

UPDATE outbox SET payload = json_insert(
    payload, '$.kind', 'unbutton', '$.message', json_extract(payload, '$.params.message_id')
) WHERE lane = 'chat'
    AND CASE WHEN json_valid(payload) THEN json_extract(payload, '$.method') END = 'editMessageReplyMarkup';

-- A message that named its topic, were it none, stays there; the others go where the chat wants news to stand.
UPDATE outbox SET payload = json_insert(
    payload,
    '$.place', json_object(
        'topic', json_extract(payload, '$.params.message_thread_id'),
        'answers', json_extract(payload, '$.params.reply_parameters.message_id')
    )
) WHERE lane = 'chat' AND CASE WHEN json_valid(payload) THEN json_type(payload, '$.params.message_thread_id') END IS NOT NULL;

UPDATE outbox SET payload = json_remove(payload, '$.method', '$.params')
WHERE lane = 'chat' AND CASE WHEN json_valid(payload) THEN json_extract(payload, '$.kind') END IS NOT NULL;
