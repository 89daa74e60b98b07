create index annotations_by_game on annotations (game_id, kind);
create index clips_by_game on clips (game_id);
create index clips_by_project on clips (project_id);
create index raw_clips_by_game on raw_clips (game_id);
create index downloads_by_clip on downloads (clip_id);
create index games_by_day on games (played_on);
