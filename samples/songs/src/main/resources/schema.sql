create table singer (id bigint primary key, name varchar(100));
create table song (id bigint primary key, title varchar(100), singer_id bigint references singer);
insert into singer values (1, 'Nina'), (2, 'Ella'), (3, 'Billie');
insert into song values (1, 'Feeling Good', 1), (2, 'Misty', 2), (3, 'Solitude', 3);
