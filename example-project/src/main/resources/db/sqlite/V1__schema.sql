create table games (
    id        integer primary key,
    title     text not null,
    venue     text not null,
    played_on text not null,
    status    text not null
);

create table annotations (
    id        integer primary key,
    game_id   integer not null references games (id) on delete cascade,
    kind      text    not null,
    label     text    not null,
    at_millis integer not null,
    keyframes text    not null
);

create table projects (
    id         integer primary key,
    name       text not null,
    owner      text not null,
    created_on text not null
);

create table clips (
    id           integer primary key,
    game_id      integer not null references games (id) on delete cascade,
    project_id   integer not null references projects (id),
    title        text    not null,
    start_millis integer not null,
    end_millis   integer not null
);

create table raw_clips (
    id             integer primary key,
    game_id        integer not null references games (id) on delete cascade,
    camera         text    not null,
    keyframe_count integer not null,
    keyframes      text    not null
);

create table downloads (
    id            integer primary key,
    clip_id       integer not null references clips (id) on delete cascade,
    user_name     text    not null,
    bytes         integer not null,
    downloaded_on text    not null
);
