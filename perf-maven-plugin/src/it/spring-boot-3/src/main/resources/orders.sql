create table if not exists customers (id int primary key, name varchar(40));
create table if not exists orders (id int primary key, customer_id int references customers);
merge into customers values (1, 'Ann'), (2, 'Bob'), (3, 'Cid');
merge into orders values (1, 1), (2, 2), (3, 3);
