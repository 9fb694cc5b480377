-- All that a new message does to its ticket stands in one place. Its status and the event that tells of it are the
-- program's, for they concern the topic too.
DROP TRIGGER messages_update_ticket;
DROP TRIGGER messages_begin_waiting;
DROP TRIGGER messages_answer;

CREATE TRIGGER messages_change_ticket AFTER INSERT ON messages BEGIN
    -- An answer is proof that the staff have read what came before it.
    UPDATE tickets SET
        last_message_id = NEW.id,
        last_message_at = NEW.created_at,
        last_message_preview = substr(NEW.text, 1, 120),
        unread_by_user = unread_by_user + (NEW.author IN ('agent', 'bot')),
        unread_by_agents = CASE NEW.author
            WHEN 'user' THEN unread_by_agents + 1 WHEN 'agent' THEN 0 ELSE unread_by_agents END,
        read_by_agents = CASE NEW.author WHEN 'agent' THEN NEW.id ELSE read_by_agents END,
        answered_at = CASE NEW.author WHEN 'agent' THEN NEW.created_at ELSE answered_at END
    WHERE id = NEW.ticket_id;

    -- The wait is ended by whatever sets the status. Named above, it would move an entry of its index with each message.
    UPDATE tickets SET waiting_since = NEW.created_at, reminders = 0
    WHERE NEW.author = 'user' AND id = NEW.ticket_id AND waiting_since IS NULL;
END;
