// The reference that the store is measured against: the statements of a chat/send in C, with the same batching (one
// writer thread, "take all that waits, commit, answer"), against the same schema.
//
//   reference FOLDER SCHEMA.sql CLIENTS SECONDS   prints: messages, seconds, CPU seconds
//
// The clients are one thread that keeps CLIENTS sends outstanding: the cheapest closed loop there is.

#include <pthread.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { SESSIONS = 10000, BATCH = 512, BODY = 200 };

typedef struct {
    uint8_t token[32];
    char client_id[37];
    char body[BODY + 1];
} Send;

static sqlite3 *db;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t work = PTHREAD_COND_INITIALIZER, done = PTHREAD_COND_INITIALIZER;
static Send *queue;
static int queued, answers, clients;
static bool stop;

static void check(int code, const char *what) {
    if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return;
    fprintf(stderr, "%s: %s\n", what, sqlite3_errmsg(db));
    exit(1);
}

static sqlite3_stmt *prepare(const char *sql) {
    sqlite3_stmt *statement;
    check(sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL), sql);
    return statement;
}

static void run(sqlite3_stmt *statement) {
    check(sqlite3_step(statement), sqlite3_sql(statement));
    sqlite3_reset(statement);
}

static double seconds(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double cpu_seconds(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void token_of(int session, uint8_t token[32]) {
    memset(token, 0, 32);
    memcpy(token, &session, sizeof(session));
    for (int i = 4; i < 32; i++) token[i] = (uint8_t)((unsigned)session * 2654435761u >> (i % 24));
}

static void make_send(Send *send) {
    static uint64_t count;
    token_of(rand() % SESSIONS, send->token);
    snprintf(send->client_id, sizeof(send->client_id), "%08x-0000-4000-8000-%012llx", rand(),
             (unsigned long long)++count);
    memset(send->body, 'a' + (int)(count % 26), BODY);
    send->body[BODY] = 0;
}

static void post(const Send *send) {
    static sqlite3_stmt *session, *ticket, *known, *event, *message, *delivery;
    if (!session) {
        session = prepare("SELECT s.id, s.user_id, s.expires_at, u.external_id, u.name, u.email, u.created_at, "
                          "u.banned_at IS NOT NULL, u.chat_ticket_id FROM sessions s JOIN users u ON u.id = s.user_id "
                          "WHERE s.token_hash = ?");
        ticket = prepare("SELECT id, user_id, kind, status, subject, created_at, last_message_at, "
                         "last_message_preview, unread_by_user FROM tickets WHERE id = ?");
        known = prepare("SELECT id FROM messages WHERE ticket_id = ? AND client_id = ?");
        event = prepare("INSERT INTO events (ticket_id, user_id, kind, message_id) VALUES (?, ?, 'message', NULL)");
        message = prepare("INSERT INTO messages (ticket_id, id, author, author_name, agent_id, text, created_at, "
                          "client_id, reply_to) VALUES (?, ?, 'user', NULL, NULL, ?, ?, ?, NULL)");
        delivery = prepare("INSERT INTO deliveries (ticket_id, message_id) VALUES (?, ?)");
    }
    sqlite3_bind_blob(session, 1, send->token, 32, SQLITE_STATIC);
    check(sqlite3_step(session), "session");
    sqlite3_int64 user = sqlite3_column_int64(session, 1), chat = sqlite3_column_int64(session, 8);
    sqlite3_reset(session);

    sqlite3_bind_int64(known, 1, chat);
    sqlite3_bind_text(known, 2, send->client_id, -1, SQLITE_STATIC);
    run(known);
    sqlite3_bind_int64(ticket, 1, chat);
    run(ticket);

    sqlite3_bind_int64(event, 1, chat);
    sqlite3_bind_int64(event, 2, user);
    run(event);
    sqlite3_int64 id = sqlite3_last_insert_rowid(db);
    sqlite3_bind_int64(message, 1, chat);
    sqlite3_bind_int64(message, 2, id);
    sqlite3_bind_text(message, 3, send->body, BODY, SQLITE_STATIC);
    sqlite3_bind_int64(message, 4, (sqlite3_int64)time(NULL) * 1000);
    sqlite3_bind_text(message, 5, send->client_id, -1, SQLITE_STATIC);
    run(message);
    sqlite3_bind_int64(delivery, 1, chat);
    sqlite3_bind_int64(delivery, 2, id);
    run(delivery);
}

static void *writer(void *unused) {
    (void)unused;
    sqlite3_stmt *begin = prepare("BEGIN IMMEDIATE"), *commit = prepare("COMMIT");
    Send *batch = malloc(sizeof(Send) * BATCH);
    for (;;) {
        pthread_mutex_lock(&lock);
        while (queued == 0 && !stop) pthread_cond_wait(&work, &lock);
        int count = queued < BATCH ? queued : BATCH;
        memcpy(batch, queue, sizeof(Send) * (size_t)count);
        memmove(queue, queue + count, sizeof(Send) * (size_t)(queued - count));
        queued -= count;
        bool ending = stop && count == 0;
        pthread_mutex_unlock(&lock);
        if (ending) return NULL;
        run(begin);
        for (int i = 0; i < count; i++) post(&batch[i]);
        run(commit);
        pthread_mutex_lock(&lock);
        answers += count;
        pthread_cond_signal(&done);
        pthread_mutex_unlock(&lock);
    }
}

static void *checkpointer(void *path) {
    sqlite3 *connection;
    sqlite3_open_v2(path, &connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    sqlite3_exec(connection, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
    while (!__atomic_load_n(&stop, __ATOMIC_RELAXED)) {
        struct timespec pause = {0, 100000000};
        nanosleep(&pause, NULL);
        sqlite3_wal_checkpoint_v2(connection, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    }
    return NULL;
}

static void set_up(const char *path, const char *schema) {
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    check(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL), path);
    check(sqlite3_exec(db,
                       "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 10000;"
                       "PRAGMA cache_size = -65536; PRAGMA foreign_keys = ON",
                       NULL, NULL, NULL),
          "pragmas");
    FILE *file = fopen(schema, "r");
    static char text[1 << 20];
    size_t length = file ? fread(text, 1, sizeof(text) - 1, file) : 0;
    text[length] = 0;
    check(sqlite3_exec(db, text, NULL, NULL, NULL), schema);
    sqlite3_stmt *user = prepare("INSERT INTO users (created_at) VALUES (0)");
    sqlite3_stmt *session = prepare("INSERT INTO sessions (token_hash, user_id, created_at, expires_at) "
                                    "VALUES (?, ?, 0, 9999999999999)");
    sqlite3_stmt *chat = prepare("INSERT INTO tickets (user_id, kind, status, created_at) VALUES (?, 'chat', 'open', 0)");
    sqlite3_stmt *link = prepare("UPDATE users SET chat_ticket_id = ? WHERE id = ?");
    check(sqlite3_exec(db, "BEGIN", NULL, NULL, NULL), "begin");
    for (int i = 0; i < SESSIONS; i++) {
        uint8_t token[32];
        token_of(i, token);
        run(user);
        sqlite3_int64 id = sqlite3_last_insert_rowid(db);
        sqlite3_bind_blob(session, 1, token, 32, SQLITE_STATIC);
        sqlite3_bind_int64(session, 2, id);
        run(session);
        sqlite3_bind_int64(chat, 1, id);
        run(chat);
        sqlite3_bind_int64(link, 1, sqlite3_last_insert_rowid(db));
        sqlite3_bind_int64(link, 2, id);
        run(link);
    }
    // A first message each, as the other programs' visitors have.
    for (int i = 0; i < SESSIONS; i++) {
        Send hello;
        make_send(&hello);
        token_of(i, hello.token);
        post(&hello);
    }
    check(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL), "commit");
}

int main(int argc, char **argv) {
    if (argc != 5) return 64;
    static char path[4096];
    snprintf(path, sizeof(path), "%s/reference.db", argv[1]);
    clients = atoi(argv[3]);
    double length = atof(argv[4]);
    set_up(path, argv[2]);
    queue = malloc(sizeof(Send) * (size_t)clients);
    pthread_t threads[2];
    pthread_create(&threads[0], NULL, writer, NULL);
    pthread_create(&threads[1], NULL, checkpointer, path);

    double start = seconds(CLOCK_MONOTONIC), cpu = cpu_seconds();
    long sent = 0;
    int outstanding = 0;
    while (seconds(CLOCK_MONOTONIC) - start < length || outstanding > 0) {
        bool is_over = seconds(CLOCK_MONOTONIC) - start >= length;
        pthread_mutex_lock(&lock);
        while (!is_over && outstanding < clients) {
            make_send(&queue[queued++]);
            outstanding++;
        }
        pthread_cond_signal(&work);
        while (answers == 0) pthread_cond_wait(&done, &lock);
        outstanding -= answers;
        sent += answers;
        answers = 0;
        pthread_mutex_unlock(&lock);
    }
    double took = seconds(CLOCK_MONOTONIC) - start;
    printf("%ld %.3f %.3f\n", sent, took, cpu_seconds() - cpu);
    pthread_mutex_lock(&lock);
    stop = true;
    pthread_cond_signal(&work);
    pthread_mutex_unlock(&lock);
    pthread_join(threads[0], NULL);
    pthread_join(threads[1], NULL);
    return 0;
}
